#pragma once

#include "core/figure/values/heat_map_figure.h"
#include "ui/render/heat_map_frame.h"
#include "ui/theme/color_maps.h"
#include "ui/theme/figure_style.h"

#include <QString>

#include <optional>

class QPainter;

namespace ui {

// The value's name, what was done to it, how many cells share a pixel, the colors and three numbers, or a legend of what the
// colors stand for; where a cell is marked, its place and what it reads out.
struct ColorBar {
    QRectF block;
    double captionWidth = 0;  // from the block's left; words need more room than colors
    std::optional<CellIndex> marked;
    MergedCells merged;
};
// "attention · gamma 0.6", above the colors; on paper its two parts stand below each other where a picture `width` wide is narrower.
QString captionText(const core::HeatMapFigure &figure);
bool breaksCaption(double caption, double width, const FigureStyle &style);
// With it the numbers at both ends have room.
double leastColorBarWidth(const core::HeatMapFigure &figure, const FigureStyle &style);
void drawColorBar(QPainter &painter, const core::HeatMapFigure &figure, const ColorBar &bar, const ColorTable &colors,
                  const FigureStyle &style);

}  // namespace ui
