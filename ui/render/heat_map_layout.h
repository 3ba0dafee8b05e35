#pragma once

#include "core/figure/values/heat_map_figure.h"
#include "ui/theme/figure_style.h"

#include <QMarginsF>
#include <QRectF>

#include <vector>

namespace ui {

// How much room the longest labels of a figure ask for at full size.
struct LabelExtents {
    double rows = 0;
    double columns = 0;
    std::vector<double> lastColumns = {};  // those that may lean out to the right, from the last one on
    double axisNames = 0;                  // above the row labels
    double axisLines = 0;                  // how tall the two of them are
    bool columnsMayStand = false;          // numbers, not tokens, whose lengths change with every key
};

LabelExtents labelExtents(const core::HeatMapFigure &figure, const FigureStyle &style);
// Around the cells, color bar included, when a row is `rowHeight` and a column `columnWidth` units of the device.
QMarginsF heatMapMargins(const LabelExtents &extents, double rowHeight, double columnWidth, const FigureStyle &style);
// Where all cells lie in a picture of the size, on whole units.
QRectF cellsWithin(const QSizeF &size, const core::HeatMapFigure &figure, const LabelExtents &extents,
                   const FigureStyle &style);

// Labels shrink with the `spacing` of rows or columns.
double labelText(double spacing, const HeatMapSizes &sizes);
// Every how many labels can be written.
int writtenStep(double spacing, const HeatMapSizes &sizes);
// Whether column labels stand upright, as where every column is wide enough for the longest label; else they lean.
bool columnsStand(const LabelExtents &extents, double columnWidth, const HeatMapSizes &sizes);
constexpr double labelAngle = 60;  // degrees that they lean
// What is written above the row labels: each axis's name, with the way it runs.
QString rowsName(const core::HeatMapFigure &figure);
QString columnsName(const core::HeatMapFigure &figure);

}  // namespace ui
