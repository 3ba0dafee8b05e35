#include "app/preferences.h"
#include "tests/support/test_program.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

class PreferencesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldComesBack();
    void nothingStoredMeansDefaults();
    void nonsenseKeepsTheDefault();

private:
    QTemporaryDir m_folder;
    QString m_file = m_folder.filePath(QStringLiteral("settings.ini"));
};

void PreferencesTest::everyFieldComesBack()
{
    const app::Preferences changed{.theme = ui::ThemeChoice::Dark,
                                   .colorMap = QStringLiteral("viridis"),
                                   .unit = core::TokenUnit::Word,
                                   .lastModel = QStringLiteral("/a folder/with ünusual, name"),
                                   .windowGeometry = QByteArray("\0\x01geometry", 10),
                                   .panelWidths = QByteArray("\xff\xfe\0", 3),
                                   .figures = {.folder = QStringLiteral("/figures"), .format = QStringLiteral("tex")},
                                   .textSize = 125,
                                   .showsModels = false,
                                   .showsInspector = false};
    {
        QSettings settings(m_file, QSettings::IniFormat);
        app::savePreferences(changed, settings);
    }
    const QSettings settings(m_file, QSettings::IniFormat);
    QVERIFY(app::loadPreferences(settings) == changed);
}

void PreferencesTest::nothingStoredMeansDefaults()
{
    const QSettings settings(m_folder.filePath(QStringLiteral("none.ini")), QSettings::IniFormat);
    QVERIFY(app::loadPreferences(settings) == app::Preferences());
}

void PreferencesTest::nonsenseKeepsTheDefault()
{
    QSettings settings(m_folder.filePath(QStringLiteral("nonsense.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("theme"), QStringLiteral("pink"));
    settings.setValue(QStringLiteral("tokenUnit"), 17);
    QVERIFY(app::loadPreferences(settings) == app::Preferences());
}

ATTNSCOPE_TEST(PreferencesTest, tests::NoApplication)
#include "tst_preferences.moc"
