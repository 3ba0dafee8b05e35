#include "ui/theme/application_theme.h"

#include "ui/theme/text_scale.h"
#include "ui/theme/text_shaping.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QScopedValueRollback>
#include <QStyleFactory>

#include <algorithm>

namespace ui {

namespace {

constexpr double bodyPoints = 9.4;  // 12.5 px at 96 dots per inch

// Without shaping, else Inter shows the "x" of "3x4" as a cross and "->" as an arrow.
QFont bodyFont(bool isShaping, double scale)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (const QString inter = QStringLiteral("Inter"); QFontDatabase::hasFamily(inter))
        font.setFamily(inter);
    font.setPointSizeF(bodyPoints * scale);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(isShaping ? QFont::PreferDefault : QFont::PreferNoShaping);
    return font;
}

}  // namespace

ApplicationTheme::ApplicationTheme(QApplication &application, ThemeChoice choice)
    : m_application(application), m_choice(choice)
{
    readDesktop();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    applyFont();
    apply();
    m_application.installEventFilter(this);
}

void ApplicationTheme::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void ApplicationTheme::fitFontTo(const QString &text)
{
    const bool isShaping = needsShaping(text);
    if (isShaping == m_isShaping)
        return;
    m_isShaping = isShaping;
    applyFont();
    apply();  // widgets with a style sheet take their font from it
}

void ApplicationTheme::setTextSize(int percent)
{
    const int size = std::clamp(percent, smallestText, largestText);
    if (size == m_textSize)
        return;
    m_textSize = size;
    applyFont();
    apply();
}

void ApplicationTheme::applyFont()
{
    setTextScale(m_application, m_textSize / 100.0);
    QApplication::setFont(bodyFont(m_isShaping, textScale()));
}

// A window hears of a changed desktop theme; nobody hears of a changed desktop palette while the application has its own.
bool ApplicationTheme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && watched->isWidgetType() && !m_isApplying) {
        readDesktop();
        apply();
    }
    return QObject::eventFilter(watched, event);
}

// The desktop's palette shows only while the application has none of its own.
void ApplicationTheme::readDesktop()
{
    const QScopedValueRollback guard(m_isApplying, true);
    QApplication::setPalette(QPalette());
    m_desktopIsDark = themeFor(QApplication::palette()).isDark;
}

void ApplicationTheme::apply()
{
    const QScopedValueRollback guard(m_isApplying, true);
    QApplication::setPalette(paletteFor(theme()));
    m_application.setStyleSheet(styleSheetFor(theme(), textScale()));
}

const Theme &ApplicationTheme::theme() const
{
    switch (m_choice) {
    case ThemeChoice::System: return m_desktopIsDark ? darkTheme() : lightTheme();
    case ThemeChoice::Light: return lightTheme();
    case ThemeChoice::Dark: return darkTheme();
    case ThemeChoice::HighContrast: return highContrastTheme();
    case ThemeChoice::DarkHighContrast: return darkHighContrastTheme();
    }
    return lightTheme();
}

}  // namespace ui
