#include "ui/render/placed_curves.h"

#include "ui/render/curve_chart.h"

#include <qcustomplot.h>

namespace ui {
namespace {

PlacedAxis placedAxis(const QCPAxis &axis)
{
    QVector<double> places;
    QVector<QString> texts;
    axis.ticker()->generate(axis.range(), QLocale::c(), 'g', 6, places, nullptr, &texts);
    const bool isLogarithmic = axis.scaleType() == QCPAxis::stLogarithmic;
    PlacedAxis placed{.range = {axis.range().lower, axis.range().upper,
                                isLogarithmic ? core::AxisScale::Logarithmic : core::AxisScale::Linear},
                      .places = {},
                      .numbers = {}};
    for (qsizetype tick = 0; tick < places.size(); ++tick) {
        if (!axis.range().contains(places[tick]))
            continue;
        placed.places.push_back(places[tick]);
        placed.numbers << texts[tick];
    }
    return placed;
}

}  // namespace

PlacedCurves placeCurves(const core::CurveFigure &figure, const QSizeF &size, const FigureStyle &style)
{
    QCustomPlot plot;
    CurveChart chart(plot);
    chart.show(figure, style);
    chart.layOut(size.toSize());
    return {chart.frame().plot, placedAxis(*plot.xAxis), placedAxis(*plot.yAxis)};
}

double widthAroundCurves(const core::CurveFigure &figure, const FigureStyle &style)
{
    constexpr double wide = 4000;
    core::CurveFigure alone = figure;
    if (figure.names != core::CurveNames::AtEnds)
        alone.names = core::CurveNames::Nowhere;
    return wide - placeCurves(alone, QSizeF(wide, wide), style).plot.width();
}

}  // namespace ui
