#pragma once

#include "core/figure/any/any_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

class QPainter;

namespace ui {

// Paints a whole picture into `area`, in units of the device, over what is already there; an empty figure paints nothing. The
// widgets paint through the same functions and draw what is pointed at and selected besides. Figures are only read. Curves and
// maps are charts, which fill a QCustomPlot; grids, lines, chips and bars have no axis to take from it and are painted by hand.
void render(QPainter &painter, const core::HeatMapFigure &figure, const QRectF &area, const FigureStyle &style);
void render(QPainter &painter, const core::HeadGridFigure &figure, const QRectF &area, const FigureStyle &style);
void render(QPainter &painter, const core::HeadLinesFigure &figure, const QRectF &area, const FigureStyle &style);
void render(QPainter &painter, const core::HeadStripFigure &figure, const QRectF &area, const FigureStyle &style);
void render(QPainter &painter, const core::TokenStripFigure &figure, const QRectF &area, const FigureStyle &style);
void render(QPainter &painter, const core::CurveFigure &figure, const QRectF &area, const FigureStyle &style);
void render(QPainter &painter, const core::BarFigure &figure, const QRectF &area, const FigureStyle &style);

void render(QPainter &painter, const core::Figure &figure, const QRectF &area, const FigureStyle &style);

}  // namespace ui
