#pragma once

#include "ui/plot/curve_plot.h"

#include <cmath>
#include <string>

// What the tests of plots of curves draw, and where they find it.
namespace curves {

inline core::Curve decay(const std::string &name, double rate, core::CurveRole role, int points = 16)
{
    core::Curve curve{.name = name, .x = {}, .y = {}, .role = role};
    for (int k = 1; k <= points; ++k) {
        curve.x.push_back(k);
        curve.y.push_back(std::exp(-rate * (k - 1)));
    }
    return curve;
}

// 43 curves of 16 points over a logarithmic axis, the important ones last, with two bounds.
inline core::CurveFigure spectra()
{
    core::CurveFigure figure;
    figure.title = "Singular values";
    figure.explanation = "Singular values of each head's attention.";
    figure.x = {.name = "singular value", .isWhole = true};
    figure.y = {.name = "share of the largest", .scale = core::AxisScale::Logarithmic};
    for (int head = 0; head < 40; ++head)
        figure.curves.push_back(decay("head " + std::to_string(head), 0.1 + 0.01 * head, core::CurveRole::Crowd));
    figure.curves.push_back(decay("median of 40", 0.3, core::CurveRole::Reference));
    figure.curves.push_back(decay("scores", 0.25, core::CurveRole::Secondary));
    figure.curves.push_back(decay("attention", 0.4, core::CurveRole::Primary));
    figure.bounds = {{core::BoundLine::Axis::X, 8, "head size 8"}, {core::BoundLine::Axis::Y, 0.01, "tolerance"}};
    return figure;
}

inline QPoint placeOf(const ui::CurvePlot &plot, ui::CurvePoint point)
{
    return plot.frame().at(plot.figure().curves[static_cast<std::size_t>(point.curve)], point.point).toPoint();
}

}  // namespace curves
