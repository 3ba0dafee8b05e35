#include "core/figure/values/curve_figure.h"

#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

namespace core {
namespace {

void include(AxisExtent &extent, const std::vector<double> &values)
{
    for (const double value : values)
        extent.include(value);
}

void includeBounds(AxisExtent &extent, const CurveFigure &figure, BoundLine::Axis axis)
{
    for (const BoundLine &bound : figure.bounds)
        if (bound.axis == axis)
            extent.include(bound.at);
}

std::string printed(const CurveAxis &axis)
{
    return axis.name + (axis.scale == AxisScale::Logarithmic ? " (logarithmic)" : "");
}

std::string printedValues(const std::vector<double> &values)
{
    std::string text;
    for (const double value : values)
        text += ' ' + formatBriefly(value);
    return text;
}

}  // namespace

AxisRange xRange(const CurveFigure &figure)
{
    AxisExtent extent(figure.x.scale);
    for (const CurveBand &band : figure.bands)
        include(extent, band.x);
    for (const Curve &curve : figure.curves)
        include(extent, curve.x);
    includeBounds(extent, figure, BoundLine::Axis::X);
    return extent.rangeFor(figure.x);
}

AxisRange yRange(const CurveFigure &figure)
{
    AxisExtent extent(figure.y.scale);
    for (const CurveBand &band : figure.bands) {
        include(extent, band.low);
        include(extent, band.high);
    }
    for (const Curve &curve : figure.curves)
        include(extent, curve.y);
    includeBounds(extent, figure, BoundLine::Axis::Y);
    return extent.rangeFor(figure.y);
}

std::string printFigure(const CurveFigure &figure)
{
    std::string text = fmt::format("{}\n{} over {}\n", figure.title, printed(figure.y), printed(figure.x));
    for (const CurveBand &band : figure.bands)
        text += fmt::format("{}:{} to{}\n", band.name, printedValues(band.low), printedValues(band.high));
    for (const Curve &curve : figure.curves)
        text += curve.name + ':' + printedValues(curve.y) + '\n';
    for (const BoundLine &bound : figure.bounds)
        text += fmt::format("{}{}: {}\n", bound.axis == BoundLine::Axis::X ? "x = " : "y = ", formatBriefly(bound.at),
                            bound.label);
    return text;
}

}  // namespace core
