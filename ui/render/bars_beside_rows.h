#pragma once

#include "core/figure/values/bar_figure.h"
#include "ui/render/heat_map_frame.h"
#include "ui/theme/figure_style.h"

#include <optional>

class QPainter;

namespace ui {

// Where bars and their numbers lie beside the rows of a map, which may be scrolled: within `area`, with the map's own places
// from top to bottom. Signed numbers have their bars to the right of the middle where positive, to the left where negative;
// amounts all go to the right.
struct BarsBesideRows {
    QRectF area;
    HeatMapFrame map;
};

QRectF barBesideRow(int bar, const BarsBesideRows &beside, const core::BarFigure &figure, const BarSizes &sizes);
void drawBarsBesideRows(QPainter &painter, const core::BarFigure &figure, const BarsBesideRows &beside,
                        std::optional<int> selected, const FigureStyle &style);
// How wide they are.
double widthBesideRows(bool isSigned, const BarSizes &sizes);

}  // namespace ui
