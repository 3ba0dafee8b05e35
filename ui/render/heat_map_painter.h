#pragma once

#include "core/figure/values/heat_map_figure.h"
#include "ui/render/heat_map_frame.h"
#include "ui/theme/figure_style.h"

#include <QMarginsF>

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

// How much room the longest labels of a figure ask for at full size.
struct LabelExtents {
    double rows = 0;
    double columns = 0;
    double lastColumn = 0;         // it leans out to the right
    double axisNames = 0;          // above the row labels
    double axisLines = 0;          // how tall the two of them are
    bool columnsMayStand = false;  // numbers, not tokens, whose lengths change with every key
};

constexpr double colorBarBlockHeight = 50;

LabelExtents labelExtents(const core::HeatMapFigure &figure, const FigureStyle &style);
// Around the cells, color bar included, when a row is `rowHeight` and a column `columnWidth` pixels.
QMarginsF heatMapMargins(const LabelExtents &extents, double rowHeight, double columnWidth);

void drawRowLabels(QPainter &painter, const core::HeatMapFigure &figure, const HeatMapFrame &frame,
                   const HeatMapHighlights &highlights, const FigureStyle &style);
void drawColumnLabels(QPainter &painter, const core::HeatMapFigure &figure, const HeatMapFrame &frame,
                      const HeatMapHighlights &highlights, const FigureStyle &style);
void drawAxisNames(QPainter &painter, const core::HeatMapFigure &figure, const HeatMapFrame &frame,
                   const FigureStyle &style);
void drawHighlights(QPainter &painter, const HeatMapFrame &frame, const HeatMapHighlights &highlights,
                    const FigureStyle &style);

// The cell's note, or its number.
QString readOut(const core::HeatMapFigure &figure, CellIndex cell);

// The value's name, what was done to it, how many cells share a pixel, the colors and three numbers, or a legend of what the
// colors stand for; where a cell is marked, its place and what it reads out.
struct ColorBar {
    QRectF block;
    double captionWidth = 0;  // from the block's left; words need more room than colors
    std::optional<CellIndex> marked;
    MergedCells merged;
};
// With it the numbers at both ends have room.
double leastColorBarWidth(const core::HeatMapFigure &figure, const FigureStyle &style);
void drawColorBar(QPainter &painter, const core::HeatMapFigure &figure, const ColorBar &bar, const ColorTable &colors,
                  const FigureStyle &style);

}  // namespace ui
