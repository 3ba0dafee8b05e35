#include "app/actions.h"
#include "app/main_window.h"
#include "app/workspaces.h"
#include "tests/app/scripted_window.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_analyzer.h"
#include "tests/support/test_program.h"
#include "ui/panels/sentence_input.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDropEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QTest>

class MainWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void titleNamesTheModel();
    void typingAnalyzesAndUndoTakesItBack();
    void refusedModelLeavesPictureAndText();
    void droppedFolderIsOpened();
    void droppedTextIsNotAModel();
    void escapeClearsTheSelection();
    void panelsFoldAwayAndAreRemembered();
    void textsOfAFileAreGoneThroughByKeys();
    void modelsFoldAwayInANarrowWindow();
    void userDecidesWhetherModelsFold();
    void themeAndUnitAreRemembered();
    void helpDoesNotBlock();
    void checkCheckpointShowsItsPage();
    void nothingIsClippedAtSmallSizes_data();
    void nothingIsClippedAtSmallSizes();
    void tabReachesEveryControl();
    void controlsHaveNamesToBeReadOut_data();
    void controlsHaveNamesToBeReadOut();

private:
    template <typename Child>
    Child *child(const char *name) const
    {
        return m_window->findChild<Child *>(QLatin1String(name));
    }
    ui::SentenceInput *text() const { return child<ui::SentenceInput>("sentenceText"); }
    QWidget *modelRow(const char *name) const { return child<QWidget>((std::string("model:") + name).c_str()); }
    void trigger(const char *action) { m_window->actions().action(QLatin1String(action))->trigger(); }
    Qt::DropAction drag(QMimeData &data, bool drops);

    std::unique_ptr<app::MainWindow> m_window;
};

void MainWindowTest::init()
{
    failOnWarnings();
    m_window = scripted::answeredWindow();
}

Qt::DropAction MainWindowTest::drag(QMimeData &data, bool drops)
{
    QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(m_window.get(), &enter);
    if (!enter.isAccepted() || !drops)
        return enter.isAccepted() ? enter.dropAction() : Qt::IgnoreAction;
    QDropEvent drop({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    return drop.dropAction();
}

void MainWindowTest::titleNamesTheModel()
{
    QCOMPARE(m_window->windowTitle(), QStringLiteral("one – Attnscope"));
    QMimeData folder;
    folder.setUrls({QUrl::fromLocalFile(QStringLiteral("/other/one"))});
    drag(folder, true);
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other/one – Attnscope"));
}

void MainWindowTest::typingAnalyzesAndUndoTakesItBack()
{
    QTest::keyClick(text(), Qt::Key_End);
    QTest::keyClicks(text(), QStringLiteral(" I like"));
    QTRY_COMPARE(m_window->session().snapshot()->request.text, std::string("a film I like"));
    QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(text()->text(), QStringLiteral("a film I "));
    QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(text()->text(), QStringLiteral("a film I like"));
    QTRY_COMPARE(m_window->session().snapshot()->request.text, std::string("a film I like"));
}

void MainWindowTest::refusedModelLeavesPictureAndText()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/models/broken"))});
    QCOMPARE(drag(data, true), Qt::CopyAction);
    auto *message = child<QLabel>("messageText");
    QTRY_VERIFY(message->isVisible());
    QCOMPARE(message->text(), QStringLiteral("broken: config.json is missing"));
    QTRY_VERIFY(m_window->session().isUpToDate());
    QCOMPARE(m_window->windowTitle(), QStringLiteral("one – Attnscope"));
    QMimeData folder;
    folder.setUrls({QUrl::fromLocalFile(QStringLiteral("/other/one"))});
    drag(folder, true);
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other/one – Attnscope"));
    QTest::keyClicks(text(), QStringLiteral("s"));
    QTRY_COMPARE(m_window->session().snapshot()->request.text, text()->text().toStdString());
    QTRY_VERIFY(!message->isVisible());
}

void MainWindowTest::droppedFolderIsOpened()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/models/two"))});
    QVERIFY(drag(data, false) != Qt::IgnoreAction);
    QVERIFY(child<QLabel>("dropHint")->isVisible());
    drag(data, true);
    QVERIFY(!child<QLabel>("dropHint")->isVisible());
    QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("two – Attnscope"));
    QVERIFY(modelRow("one"));
    QVERIFY(modelRow("two"));
    QCOMPARE(text()->text(), QStringLiteral("a film"));
}

void MainWindowTest::droppedTextIsNotAModel()
{
    QMimeData data;
    data.setText(QStringLiteral("a sentence"));
    QCOMPARE(drag(data, false), Qt::IgnoreAction);
}

void MainWindowTest::escapeClearsTheSelection()
{
    m_window->selection().lock(core::TokenPosition{1}, core::TokenPosition{2});
    QTest::keyClick(text(), Qt::Key_Escape);
    QVERIFY(!m_window->selection().cell().query);
    QVERIFY(!m_window->selection().cell().key);
}

void MainWindowTest::panelsFoldAwayAndAreRemembered()
{
    QTest::keyClick(m_window.get(), Qt::Key_F7);
    QVERIFY(!child<QWidget>("modelsPanel")->isVisible());
    trigger("showInspector");
    const app::Preferences preferences = m_window->preferences();
    QVERIFY(!preferences.showsModels);
    QVERIFY(!preferences.showsInspector);
    app::MainWindow other({.analyzer = scripted::analyze, .preferences = preferences});
    other.show();
    QVERIFY(!other.findChild<QWidget *>(QStringLiteral("modelsPanel"))->isVisible());
    QVERIFY(!other.actions().action(QStringLiteral("showModels"))->isChecked());
}

void MainWindowTest::textsOfAFileAreGoneThroughByKeys()
{
    QVERIFY(!child<QWidget>("textsPanel")->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    QVERIFY(child<QWidget>("textsPanel")->isVisible());
    QVERIFY(m_window->workbench().state().place.showsTexts);
    QVERIFY(m_window->actions().action(QStringLiteral("nextText"))->isEnabled());
    QCOMPARE(QApplication::focusWidget(), child<QWidget>("textsFile"));
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    QVERIFY(!child<QWidget>("textsPanel")->isVisible());
    QVERIFY(!m_window->actions().action(QStringLiteral("nextText"))->isEnabled());
}

void MainWindowTest::modelsFoldAwayInANarrowWindow()
{
    auto *models = child<QWidget>("modelsPanel");
    QVERIFY(models->isVisible());
    m_window->resize(1024, 700);
    QTRY_VERIFY(!models->isVisible());
    QVERIFY(!m_window->actions().action(QStringLiteral("showModels"))->isChecked());
    QVERIFY(m_window->preferences().showsModels);  // once there is room
    m_window->resize(1280, 700);
    QTRY_VERIFY(models->isVisible());
    QVERIFY(m_window->actions().action(QStringLiteral("showModels"))->isChecked());
}

void MainWindowTest::userDecidesWhetherModelsFold()
{
    auto *models = child<QWidget>("modelsPanel");
    m_window->resize(1024, 700);
    QTRY_VERIFY(!models->isVisible());
    trigger("showModels");
    QVERIFY(models->isVisible());
    m_window->resize(1000, 700);
    QTRY_COMPARE(m_window->width(), 1000);
    QVERIFY(models->isVisible());
    trigger("showModels");
    m_window->resize(1280, 700);
    QTRY_COMPARE(m_window->width(), 1280);
    QVERIFY(!models->isVisible());
}

void MainWindowTest::themeAndUnitAreRemembered()
{
    ui::ApplicationTheme theme(*qApp, ui::ThemeChoice::Light);
    app::MainWindow window({.analyzer = scripted::analyze, .theme = &theme});
    window.actions().action(QStringLiteral("themeDark"))->trigger();
    QCOMPARE(theme.choice(), ui::ThemeChoice::Dark);
    core::WorkbenchState options = window.workbench().state();
    options.display.unit = core::TokenUnit::Word;
    window.workbench().set(options);
    QCOMPARE(window.preferences().theme, ui::ThemeChoice::Dark);
    QCOMPARE(window.preferences().unit, core::TokenUnit::Word);
    qApp->setStyleSheet({});
    QApplication::setPalette({});
}

void MainWindowTest::helpDoesNotBlock()
{
    QTest::keyClick(m_window.get(), Qt::Key_F1, Qt::ControlModifier);
    auto *shortcuts = child<QDialog>("shortcutsDialog");
    QVERIFY(shortcuts && shortcuts->isVisible() && !shortcuts->isModal());
    trigger("about");
    auto *about = child<QDialog>("aboutDialog");
    QVERIFY(about && about->isVisible() && !about->isModal());
}

void MainWindowTest::checkCheckpointShowsItsPage()
{
    trigger("checkpoint");
    const auto *page = child<QWidget>("weightsPage");
    QVERIFY(page && page->isVisible());
    QCOMPARE(m_window->workbench().state().place.workspace, std::string("rank"));
}

void MainWindowTest::nothingIsClippedAtSmallSizes_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(1280, 800);
    QTest::newRow("small") << QSize(800, 600);
    QTest::newRow("smallest") << QSize(800, 480);
}

void MainWindowTest::nothingIsClippedAtSmallSizes()
{
    QFETCH(const QSize, size);
    m_window->resize(size);
    QTRY_COMPARE(m_window->size(), size);
    for (const char *name : {"sentenceText", "importanceMeasure", "specialTokens", "pinPrediction", "statusFacts"}) {
        const auto *widget = child<QWidget>(name);
        const QRect place(widget->mapTo(m_window.get(), QPoint()), widget->size());
        QVERIFY2(m_window->rect().contains(place), name);
        QVERIFY2(widget->width() >= widget->minimumSizeHint().width(), name);
    }
}

void MainWindowTest::tabReachesEveryControl()
{
    QStringList reached;
    text()->setFocus();
    for (int step = 0; step < 40; ++step) {
        reached << QApplication::focusWidget()->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const char *name :
         {"sentenceText", "importanceMeasure", "unit:sub-words", "specialTokens", "pinPrediction", "model:one", "dropModel"})
        QVERIFY2(reached.contains(QLatin1String(name)), name);
    QVERIFY(reached.indexOf(QStringLiteral("tokenStrip")) < reached.indexOf(QStringLiteral("model:one")));
    QVERIFY(reached.indexOf(QStringLiteral("model:one")) < reached.indexOf(QStringLiteral("dropModel")));
    QVERIFY(reached.indexOf(QStringLiteral("dropModel")) < reached.indexOf(QStringLiteral("headGrid")));
}

void MainWindowTest::controlsHaveNamesToBeReadOut_data()
{
    QTest::addColumn<int>("workspace");
    for (const app::Workspace &workspace : app::workspaces())
        QTest::newRow(workspace.id) << app::workspaceIndex(QLatin1String(workspace.id));
}

void MainWindowTest::controlsHaveNamesToBeReadOut()
{
    QFETCH(const int, workspace);
    m_window->showWorkspace(workspace);
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool isOurs = !widget->inherits("QMenu") && !widget->inherits("QMenuBar") && !widget->inherits("QLabel");
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || !isOurs ||
            widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

ATTNSCOPE_TEST(MainWindowTest, QApplication)
#include "tst_main_window.moc"
