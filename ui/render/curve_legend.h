#pragma once

#include "core/figure/values/curve_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

class QPainter;

namespace ui {

// Whether the figure's names stand at the curves' ends in a picture `width` wide: where it asks for it, and on screen unless they are to
// stand nowhere.
bool namesStandAtEnds(const core::CurveFigure &figure, double width, const FigureStyle &style);

// A row, or as many as it needs, of samples with names below a plot. 0 where the names stand elsewhere.
double legendHeight(const core::CurveFigure &figure, double width, const FigureStyle &style);
// The same wherever the names stand.
double namesHeight(const core::CurveFigure &figure, double width, const FigureStyle &style);
void drawCurveLegend(QPainter &painter, const core::CurveFigure &figure, const QRectF &box, const FigureStyle &style);

}  // namespace ui
