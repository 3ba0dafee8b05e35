#include "app/actions.h"
#include "app/main_window.h"
#include "app/settings_file.h"
#include "tests/app/scripted_window.h"
#include "tests/support/test_program.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

// Settings as files, and as the window exports, imports and resets them.
class SettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyChoiceComesBack();
    void whatIsLeftOutStays();
    void badFileIsRefused_data();
    void badFileIsRefused();
    void windowExportsAndImports();
    void badFileLeavesTheWindow();
    void resetIsUndoneByOneClick();

private:
    static app::Preferences chosen();
    static void trigger(app::MainWindow &window, const char *id, const QString &file);

    QTemporaryDir m_folder;
};

namespace {

// A bar of messages says this.
QString messageOf(const app::MainWindow &window)
{
    return window.findChild<QLabel *>(QStringLiteral("messageText"))->text();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

}  // namespace

app::Preferences SettingsTest::chosen()
{
    return {.theme = ui::ThemeChoice::Dark,
            .colorMap = QStringLiteral("viridis"),
            .unit = core::TokenUnit::Word,
            .figures = {.folder = QStringLiteral("/figures/ünusual \"name\""), .format = QStringLiteral("tex")},
            .showsModels = false,
            .showsInspector = false};
}

// The dialog of the action is filled in as a user would.
void SettingsTest::trigger(app::MainWindow &window, const char *id, const QString &file)
{
    QTimer::singleShot(0, &window, [file] {
        support::waitUntil([] { return qobject_cast<QFileDialog *>(QApplication::activeModalWidget()) != nullptr; });
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        name->setText(file);
        QTest::keyClick(name, Qt::Key_Return);
    });
    window.actions().action(QLatin1String(id))->trigger();
}

void SettingsTest::everyChoiceComesBack()
{
    const core::Result<app::Preferences> read = app::readSettings(app::settingsText(chosen()), {});
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY(*read == chosen());
}

void SettingsTest::whatIsLeftOutStays()
{
    app::Preferences present = chosen();
    present.lastModel = QStringLiteral("/model");
    present.panelWidths = QByteArray("widths");
    const core::Result<app::Preferences> read = app::readSettings(R"({"settings": 1, "theme": "light"})", present);
    QVERIFY(read);
    present.theme = ui::ThemeChoice::Light;
    QVERIFY(*read == present);
    QVERIFY(app::settingsText(present).find("model\"") == std::string::npos);  // nothing of this machine
}

void SettingsTest::badFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *text, const char *message) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(message);
    };
    row("a session", R"({"session": 1})", "this is no settings file of Attnscope");
    row("a list", "[1]", "this is no settings file of Attnscope");
    row("later", R"({"settings": 2})", "the settings are of version 2, and this Attnscope reads version 1");
    row("no version", R"({"settings": "one"})", "settings: expected a version, a number from 1");
    row("another type", R"({"settings": 1, "showsModels": "yes"})", "showsModels: expected true or false");
    row("no choice", R"({"settings": 1, "theme": "pink"})",
        "theme: expected one of system, light, dark, highContrast, darkHighContrast");
    row("no such map", R"({"settings": 1, "colorMap": "jet"})", "there is no color map \"jet\"");
    row("no such format", R"({"settings": 1, "figureFormat": "gif"})", "figureFormat: expected one of");
    row("unknown key", R"({"settings": 1, "thema": "dark"})", "thema: this is no field here");
}

void SettingsTest::badFileIsRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, message);
    const core::Result<app::Preferences> read = app::readSettings(text.toStdString(), {});
    QVERIFY(!read);
    QVERIFY2(QString::fromStdString(read.error().message).startsWith(message), read.error().message.c_str());
}

void SettingsTest::windowExportsAndImports()
{
    const QString file = m_folder.filePath(QStringLiteral("settings.json"));
    {
        const auto window = scripted::answeredWindow();
        window->actions().action(QStringLiteral("colorMap:viridis"))->trigger();
        window->actions().action(QStringLiteral("showInspector"))->trigger();
        trigger(*window, "exportSettings", file);
    }
    const auto window = scripted::answeredWindow();
    QVERIFY(window->preferences().colorMap != QStringLiteral("viridis"));
    trigger(*window, "importSettings", file);
    QCOMPARE(window->preferences().colorMap, QStringLiteral("viridis"));
    QVERIFY(!window->preferences().showsInspector);
    QVERIFY(!window->actions().action(QStringLiteral("showInspector"))->isChecked());
    QVERIFY(messageOf(*window).contains(file));
}

void SettingsTest::badFileLeavesTheWindow()
{
    const QString file = m_folder.filePath(QStringLiteral("bad.json"));
    write(file, R"({"settings": 1, "colorMap": "viridis", "theme": "pink"})");
    const auto window = scripted::answeredWindow();
    const app::Preferences before = window->preferences();
    trigger(*window, "importSettings", file);
    QVERIFY(window->preferences() == before);
    QCOMPARE(messageOf(*window),
             file + QStringLiteral(": theme: expected one of system, light, dark, highContrast, darkHighContrast"));
}

void SettingsTest::resetIsUndoneByOneClick()
{
    const auto window = scripted::answeredWindow();
    window->actions().action(QStringLiteral("colorMap:viridis"))->trigger();
    window->actions().action(QStringLiteral("showInspector"))->trigger();
    const app::Preferences before = window->preferences();
    const QSize size = window->size();
    window->actions().action(QStringLiteral("resetSettings"))->trigger();
    QCOMPARE(window->preferences().colorMap, app::Preferences().colorMap);
    QVERIFY(window->preferences().showsInspector);
    QCOMPARE(window->preferences().recent.models, before.recent.models);
    auto *undo = window->findChild<QPushButton *>(QStringLiteral("messageAction"));
    QVERIFY(undo->isVisible());
    QTest::mouseClick(undo, Qt::LeftButton);
    app::Preferences after = window->preferences();
    QCOMPARE(window->size(), size);
    after.windowGeometry = before.windowGeometry;  // Qt writes the frame that it has found meanwhile, too
    QVERIFY(after == before);
}

ATTNSCOPE_TEST(SettingsTest, QApplication)
#include "tst_settings.moc"
