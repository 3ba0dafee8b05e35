#pragma once

#include "core/figure/values/bar_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

#include <optional>

class QPainter;

namespace ui {

// Columns within `area`: the numbers' name above and the bars' labels below, where there are any. Signed ones grow up and down
// from the middle.
QRectF columnsWithin(const QRectF &area, const core::BarFigure &figure, const BarSizes &sizes);
QRectF columnAt(int bar, const QRectF &columns, const core::BarFigure &figure, const BarSizes &sizes);
// Of amounts the selected one stands out.
void drawColumns(QPainter &painter, const core::BarFigure &figure, const QRectF &area, std::optional<int> selected,
                 const FigureStyle &style);

// Rows of a label, a bar and its number, below the numbers' name. They are as wide as `area` and begin at its top; those that
// do not touch `exposed` are left out.
double barRowsHeight(const core::BarFigure &figure, const BarSizes &sizes);
void drawBarRows(QPainter &painter, const core::BarFigure &figure, const QRectF &area, const QRectF &exposed,
                 const FigureStyle &style);

}  // namespace ui
