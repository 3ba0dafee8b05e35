#pragma once

#include "ui/theme/theme.h"

#include <QObject>

class QApplication;

namespace ui {

enum class ThemeChoice { System, Light, Dark, HighContrast, DarkHighContrast };

// Dresses the application: style, font, palette and style sheet. Follows the desktop while the choice is System.
class ApplicationTheme : public QObject
{
    Q_OBJECT

public:
    explicit ApplicationTheme(QApplication &application, ThemeChoice choice = ThemeChoice::System);

    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    int textSize() const { return m_textSize; }
    static constexpr int smallestText = 50;
    static constexpr int largestText = 300;
    // Of all text and of what is drawn with it, in percent of its usual size, within these two.
    void setTextSize(int percent);
    // Letters are shown one by one, as they were typed, unless those of this text have to be joined or placed by their neighbors.
    void fitFontTo(const QString &text);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void readDesktop();
    void apply();
    void applyFont();
    const Theme &theme() const;

    QApplication &m_application;
    ThemeChoice m_choice;
    int m_textSize = 100;
    bool m_desktopIsDark = false;
    bool m_isApplying = false;
    bool m_isShaping = false;  // of the font
};

}  // namespace ui
