#pragma once

#include "core/figure/attention/head_grid_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

class QPainter;

namespace ui {

// All heads as a paper has them: layers down and heads across, both named and numbered, a color bar that all maps share, and below
// each map its measure, where that has room.
void drawPaperHeads(QPainter &painter, const core::HeadGridFigure &figure, const QRectF &area, const FigureStyle &style);

// How tall the picture is, and the least width in which every map can be told from the next.
double paperHeadsHeight(const core::HeadGridFigure &figure, double width, const FigureStyle &style);
double leastPaperHeadsWidth(const core::HeadGridFigure &figure, const FigureStyle &style);

}  // namespace ui
