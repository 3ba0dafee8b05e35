#include "tests/support/fail_on_warnings.h"
#include "tests/support/test_program.h"
#include "ui/theme/application_theme.h"
#include "ui/theme/figure_style.h"

#include <QApplication>
#include <QTest>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &left, const QColor &right)
{
    const auto [darker, brighter] = std::minmax({luminance(left), luminance(right)});
    return (brighter + 0.05) / (darker + 0.05);
}

}  // namespace

class ApplicationThemeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void styleSheetNamesOnlyKnownColors();
    void highContrastIsHigh();
    void everyThemeIsFoundByItsPalette();
    void choiceChangesAtOnce();
    void systemChoiceFollowsTheDesktop();
    void textSizeScalesFontsAndSheet();
    void lettersAreShownAsTyped_data();
    void lettersAreShownAsTyped();
};

void ApplicationThemeTest::styleSheetNamesOnlyKnownColors()
{
    for (const ui::Theme *theme : ui::allThemes()) {
        const QString sheet = ui::styleSheetFor(*theme);
        QVERIFY2(!sheet.contains(u'@'), qPrintable(sheet.mid(sheet.indexOf(u'@'), 20)));
        QVERIFY(sheet.contains(theme->accent.name()));
    }
}

// By WCAG 2.1's contrast ratio, with its own definition of luminance.
void ApplicationThemeTest::highContrastIsHigh()
{
    for (const ui::Theme *theme : {&ui::highContrastTheme(), &ui::darkHighContrastTheme()}) {
        for (const QColor &ground : {theme->window, theme->card, theme->accentSurface, theme->warningSurface}) {
            for (const QColor &ink :
                 {theme->text, theme->mutedText, theme->accent, theme->secondAccent, theme->negative, theme->positive})
                QVERIFY2(contrast(ink, ground) >= 7.0, qPrintable(ink.name() + " on " + ground.name()));
        }
        QVERIFY(contrast(theme->hairline, theme->card) >= 7.0);
    }
}

void ApplicationThemeTest::everyThemeIsFoundByItsPalette()
{
    for (const ui::Theme *theme : ui::allThemes())
        QCOMPARE(&ui::themeFor(ui::paletteFor(*theme)), theme);
    QWidget disabled;
    disabled.setPalette(ui::paletteFor(ui::highContrastTheme()));
    disabled.setEnabled(false);
    QCOMPARE(&ui::themeFor(disabled.palette()), &ui::highContrastTheme());
    QPalette foreign;
    foreign.setColor(QPalette::Window, Qt::darkBlue);
    QCOMPARE(&ui::themeFor(foreign), &ui::darkTheme());
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
    theme.setChoice(ui::ThemeChoice::DarkHighContrast);
    QCOMPARE(widget.palette().color(QPalette::Window), ui::darkHighContrastTheme().window);
    theme.setChoice(ui::ThemeChoice::HighContrast);
    QCOMPARE(widget.palette().color(QPalette::Window), ui::highContrastTheme().window);
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

void ApplicationThemeTest::textSizeScalesFontsAndSheet()
{
    ui::ApplicationTheme theme(*qApp, ui::ThemeChoice::Light);
    const QWidget widget;
    const double usual = QApplication::font().pointSizeF();
    const double drawn = ui::figureStyleOf(widget).note.pointSizeF();
    theme.setTextSize(150);
    QCOMPARE(QApplication::font().pointSizeF(), 1.5 * usual);
    QCOMPARE(ui::figureStyleOf(widget).note.pointSizeF(), 1.5 * drawn);
    QCOMPARE(ui::figureStyleOf(widget).tokens.scale, 1.5);
    QVERIFY(qApp->styleSheet().contains(QStringLiteral("font-size: 12.45pt")));  // of notes: 8.3
    theme.setTextSize(10);
    QCOMPARE(theme.textSize(), 50);
    theme.setTextSize(100);
    QCOMPARE(QApplication::font().pointSizeF(), usual);
}

void ApplicationThemeTest::lettersAreShownAsTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isShaping");
    QTest::newRow("Latin") << QStringLiteral("a 3x4 grid -> naïve") << false;
    QTest::newRow("Greek, Cyrillic, Chinese, Korean") << QStringLiteral("σ фильм 猫 영화") << false;
    QTest::newRow("emoji") << QStringLiteral("a film 🐈") << false;
    QTest::newRow("Arabic") << QStringLiteral("a film فيلم") << true;
    QTest::newRow("Hindi") << QStringLiteral("नमस्ते") << true;
    QTest::newRow("combining mark") << QStringLiteral("nai\u0308ve") << true;
}

void ApplicationThemeTest::lettersAreShownAsTyped()
{
    QFETCH(QString, text);
    QFETCH(bool, isShaping);
    ui::ApplicationTheme theme(*qApp, ui::ThemeChoice::Light);
    theme.fitFontTo(text);
    QCOMPARE(QApplication::font().styleStrategy(), isShaping ? QFont::PreferDefault : QFont::PreferNoShaping);
    theme.fitFontTo({});
    QCOMPARE(QApplication::font().styleStrategy(), QFont::PreferNoShaping);
}

ATTNSCOPE_TEST(ApplicationThemeTest, QApplication)
#include "tst_application_theme.moc"
