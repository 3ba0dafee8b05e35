#include "tests/support/fail_on_warnings.h"
#include "ui/theme/application_theme.h"

#include <QApplication>
#include <QTest>
#include <QWidget>

class ApplicationThemeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void styleSheetNamesOnlyKnownColors();
    void choiceChangesAtOnce();
    void systemChoiceFollowsTheDesktop();
};

void ApplicationThemeTest::styleSheetNamesOnlyKnownColors()
{
    for (const ui::Theme &theme : {ui::lightTheme(), ui::darkTheme()}) {
        const QString sheet = ui::styleSheetFor(theme);
        QVERIFY2(!sheet.contains(u'@'), qPrintable(sheet.mid(sheet.indexOf(u'@'), 20)));
        QVERIFY(sheet.contains(theme.accent.name()));
    }
}

void ApplicationThemeTest::choiceChangesAtOnce()
{
    ui::ApplicationTheme theme(*qApp, ui::ThemeChoice::Light);
    QWidget widget;
    widget.show();
    QVERIFY(!ui::themeFor(widget.palette()).isDark);
    theme.setChoice(ui::ThemeChoice::Dark);
    QVERIFY(ui::themeFor(widget.palette()).isDark);
    QCOMPARE(widget.palette().color(QPalette::Window), ui::darkTheme().window);
    theme.setChoice(ui::ThemeChoice::Light);
    QVERIFY(!ui::themeFor(widget.palette()).isDark);
}

// The desktop of the tests is light; telling a window of a changed theme makes it look again.
void ApplicationThemeTest::systemChoiceFollowsTheDesktop()
{
    ui::ApplicationTheme theme(*qApp, ui::ThemeChoice::Dark);
    QWidget widget;
    widget.show();
    theme.setChoice(ui::ThemeChoice::System);
    QVERIFY(!ui::themeFor(widget.palette()).isDark);
    QEvent change(QEvent::ThemeChange);
    QCoreApplication::sendEvent(&widget, &change);
    QVERIFY(!ui::themeFor(widget.palette()).isDark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), ui::lightTheme().window);
}

QTEST_MAIN(ApplicationThemeTest)
#include "tst_application_theme.moc"
