#pragma once

#include <QFont>
#include <QString>

namespace ui {

// Whether every character of the text has a glyph, in the font or in any other installed one.
bool isDrawn(const QString &text, const QFont &font);

// What has a glyph of its own: not the joiners and selectors that only change their neighbors.
bool isVisible(char32_t character);

}  // namespace ui
