#pragma once

#include "core/figure/values/heat_map_figure.h"
#include "ui/theme/figure_style.h"

#include <QMarginsF>
#include <QRectF>

#include <vector>

namespace ui {

constexpr double tallestCell = 1.25;  // in widths: rows may use spare height, as their labels read better for it

// How much room the longest labels of a figure ask for at full size.
struct LabelExtents {
    double rows = 0;
    double columns = 0;
    std::vector<double> lastColumns = {};  // those that may lean out to the right, from the last one on
    double axisNames = 0;                  // above the row labels
    double axisLines = 0;                  // how tall the two of them are
    double nameBeside = 0;                 // on paper, one of them: over the columns, and upright beside the rows
    bool columnsMayStand = false;          // numbers, not tokens, whose lengths change with every key
    double angle = 60;                     // degrees that column labels lean where they do not stand
    bool hasColorBar = true;
    double caption = 0;  // of the color bar, which breaks in two lines on paper where a picture is narrower
};

LabelExtents labelExtents(const core::HeatMapFigure &figure, const FigureStyle &style);
// Around the cells, color bar included, when a row is `rowHeight` and a column `columnWidth` units of the device.
// `width` is the whole picture's.
QMarginsF heatMapMargins(const LabelExtents &extents, double rowHeight, double columnWidth, double width,
                         const FigureStyle &style);
// Where all cells lie in a picture of the size, on whole units.
QRectF cellsWithin(const QSizeF &size, const core::HeatMapFigure &figure, const LabelExtents &extents,
                   const FigureStyle &style);

// Labels shrink with the `spacing` of rows or columns.
double labelText(double spacing, const HeatMapSizes &sizes);
// Every how many labels of the rows, and of the columns, can be written: a multiple of what the axis asks for.
int writtenRows(const core::HeatMapFigure &figure, double spacing, const FigureStyle &style);
int writtenColumns(const core::HeatMapFigure &figure, const LabelExtents &extents, double spacing, const FigureStyle &style);
// What a map's labels and color bar leave no room for below this width; cells are `least` wide together.
double leastMapWidth(const core::HeatMapFigure &figure, double least, const FigureStyle &style);
// The spacing that the labels of columns so wide have, across the direction in which they are written.
double columnSpacing(const LabelExtents &extents, double columnWidth);
// Whether column labels stand upright, as where every column is wide enough for the longest label; else they lean.
bool columnsStand(const LabelExtents &extents, double columnWidth, const HeatMapSizes &sizes);
// The number that a cell of a map with numbers holds, and how large all of them are in cells that take up `size` together.
QString cellNumber(const core::HeatMapFigure &figure, Eigen::Index row, Eigen::Index column);
double numberText(const core::HeatMapFigure &figure, const QSizeF &size, const FigureStyle &style);
// How wide cells with numbers of the size have to be together.
double leastNumberedWidth(const core::HeatMapFigure &figure, double text, const FigureStyle &style);
// Each axis's name; on a screen both are written above the row labels, with the way that the axis runs.
QString rowsName(const core::HeatMapFigure &figure, const FigureStyle &style);
QString columnsName(const core::HeatMapFigure &figure, const FigureStyle &style);

}  // namespace ui
