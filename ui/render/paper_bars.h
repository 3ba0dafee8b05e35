#pragma once

#include "core/figure/values/bar_figure.h"
#include "ui/theme/figure_style.h"

#include <QColor>
#include <QRectF>

class QPainter;

namespace ui {

// Where the bars of a figure lie on paper, and what the edges of that box stand for: the left and the right one for bars that grow to
// the right, the lower and the upper one for those that grow upward.
struct BarAxis {
    QRectF box;
    double low = 0;
    double high = 1;
    double thickness = 0;  // of a bar
    double pitch = 0;      // from bar to bar
    QColor color;
};

BarAxis barAxis(const core::BarFigure &figure, const QRectF &area, const FigureStyle &style);

// Bars as a paper has them. Rightward: labels at the left, printed numbers at the right. Upward: a value axis with numbers and lines.
// Both axes are named. Of labels that have no room every second, fifth, tenth ... stays.
void drawPaperBars(QPainter &painter, const core::BarFigure &figure, const QRectF &area, const FigureStyle &style);

// How tall rows ask to be.
double paperBarsHeight(const core::BarFigure &figure, const FigureStyle &style);
// What is the least that labels, numbers and bars need from left to right.
double leastPaperBarsWidth(const core::BarFigure &figure, const FigureStyle &style);

}  // namespace ui
