#pragma once

#include "core/figure/values/curve_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>
#include <QSizeF>
#include <QStringList>

#include <vector>

namespace ui {

// What an axis spans and where it has its numbers.
struct PlacedAxis {
    core::AxisRange range;
    std::vector<double> places;
    QStringList numbers;  // one for each place
};

// Where curves lie in a picture, for whoever draws them with other means.
struct PlacedCurves {
    QRectF plot;
    PlacedAxis x;
    PlacedAxis y;
};

PlacedCurves placeCurves(const core::CurveFigure &figure, const QSizeF &size, const FigureStyle &style);

// What stands around the plot from left to right, with names at the curves' ends only where the figure asks for them there.
double widthAroundCurves(const core::CurveFigure &figure, const FigureStyle &style);

}  // namespace ui
