#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <array>

namespace ui {

// Every color of the window, once for each theme. No other file names a color.
struct Theme {
    bool isDark = false;
    QColor window;
    QColor card;
    QColor hairline;
    QColor text;
    QColor mutedText;
    QColor accent;
    QColor accentSurface;  // behind what is selected
    QColor secondAccent;
    QColor negative;  // class probability bars
    QColor positive;
    QColor warningSurface;  // the message bar
};

const Theme &lightTheme();
const Theme &darkTheme();
// For those who see little: the colors of texts and borders stand out from every ground by 7 : 1 at least (WCAG 2.1, level AAA).
const Theme &highContrastTheme();
const Theme &darkHighContrastTheme();
std::array<const Theme *, 4> allThemes();

// Which of them a widget is drawn in, read from its palette (Qt 6.4 has no other way to ask); under a palette of the desktop's own
// the light or the dark one.
const Theme &themeFor(const QPalette &palette);

QPalette paletteFor(const Theme &theme);
// The application's style sheet: quiet controls, cards with one hairline and 8 px corners.
QString styleSheetFor(const Theme &theme, double textScale = 1);

}  // namespace ui
