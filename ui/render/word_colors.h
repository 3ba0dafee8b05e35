#pragma once

#include "ui/theme/color_maps.h"

#include <QColor>

namespace ui {

// What words stand on wherever they are colored by importance: from the card's color up to the strongest that text stays readable on.
// What lowers the output takes the second accent.
class WordColors
{
public:
    explicit WordColors(const Theme &theme);

    // `share` of full strength, -1 to 1; NaN has no color.
    QColor at(double share) const;
    // What a color bar beside the words shows: from 0, or from -1 where words lower the output.
    ColorTable table(bool hasNegative) const;

private:
    Theme m_theme;
    ColorTable m_raising;
};

}  // namespace ui
