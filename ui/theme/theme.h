#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace ui {

// Every color of the window, once for light and once for dark. No other file names a color.
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

// Which of the two a widget is drawn in, read from its palette (Qt 6.4 has no other way to ask).
const Theme &themeFor(const QPalette &palette);

QPalette paletteFor(const Theme &theme);
// The application's style sheet: quiet controls, cards with one hairline and 8 px corners.
QString styleSheetFor(const Theme &theme, double textScale = 1);

}  // namespace ui
