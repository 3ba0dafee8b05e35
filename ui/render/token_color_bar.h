#pragma once

#include "core/figure/values/token_strip_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

class QPainter;

namespace ui {

// What the colors of a sentence's words stand for, below them: the measure, its colors from 0 to the value that is drawn with full
// strength, and where words lower the output as far to the other side, with what a hollow line means.
void drawTokenColorBar(QPainter &painter, const core::TokenStripFigure &figure, const QRectF &area,
                       const FigureStyle &style);

// 0 for a sentence without values.
// With its caption on one line.
double tokenColorBarWidth(const core::TokenStripFigure &figure, const FigureStyle &style);
double tokenColorBarHeight(const core::TokenStripFigure &figure, const FigureStyle &style);

}  // namespace ui
