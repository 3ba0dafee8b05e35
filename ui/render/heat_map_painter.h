#pragma once

#include "core/figure/values/heat_map_figure.h"
#include "ui/render/heat_map_frame.h"
#include "ui/theme/color_maps.h"
#include "ui/theme/figure_style.h"

#include <optional>
#include <vector>

class QPainter;

namespace ui {

// Rows and columns a reader picked out, as indices into the figure.
struct HeatMapHighlights {
    std::optional<int> row;  // locked
    std::optional<int> column;
    std::optional<int> hoveredRow;
    std::optional<int> hoveredColumn;
    std::vector<CellIndex> marked = {};  // with a dot

    bool operator==(const HeatMapHighlights &) const = default;
};

// A map that is about to be painted into a picture of `size` whose corner is the painter's origin.
struct HeatMapPicture {
    const core::HeatMapFigure &figure;
    const HeatMapFrame &frame;
    const ColorTable &colors;
    QSizeF size;
    double pixelRatio = 1;  // of the device: its pixels in a unit
};

// On paper rectangles, or an image of one pixel a cell where they are many; on screen an image in the device's pixels.
void drawCells(QPainter &painter, const HeatMapPicture &picture, const CellRaster &cells, const FigureStyle &style);
// What lies around and over the cells: labels, axis names, outlines and the color bar.
void drawAroundCells(QPainter &painter, const HeatMapPicture &picture, const HeatMapHighlights &highlights,
                     const FigureStyle &style);

// The cell's note, or its number.
QString readOut(const core::HeatMapFigure &figure, CellIndex cell);

}  // namespace ui
