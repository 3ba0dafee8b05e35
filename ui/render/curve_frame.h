#pragma once

#include "core/figure/values/curve_figure.h"
#include "ui/theme/figure_style.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>
#include <vector>

namespace ui {

// One point of one curve, as indices into the figure.
struct CurvePoint {
    int curve = 0;
    int point = 0;

    bool operator==(const CurvePoint &) const = default;
};

// Where a plot of curves lies and what its edges stand for.
struct CurveFrame {
    QRectF plot;
    core::AxisRange x;
    core::AxisRange y;
    CurveSizes sizes = {};

    // NaN where a value has no place. What lies far outside comes just beyond the plot, so that its line leaves it.
    QPointF at(double xValue, double yValue) const;
    QPointF at(const core::Curve &curve, int point) const;
};

// A name at the right end of a curve or band, moved up or down so that names do not lie on each other.
struct EndLabel {
    QString text;
    std::optional<core::CurveRole> role;  // none: a band's
    double end = 0;                       // where the curve ends
    double center = 0;                    // where the name stands
};

// Leaves room for the numbers, the axes' names and the names at the curves' ends.
CurveFrame layOutCurves(const core::CurveFigure &figure, const QSizeF &room, const FigureStyle &style);
std::vector<core::AxisTick> xTicks(const core::CurveFigure &figure, const CurveFrame &frame);
std::vector<core::AxisTick> yTicks(const core::CurveFigure &figure, const CurveFrame &frame);

// As many as fit, the more important curves first.
std::vector<EndLabel> endLabels(const core::CurveFigure &figure, const CurveFrame &frame, double lineHeight);

// The point nearest to a position, if one is within `reach` pixels of it.
std::optional<CurvePoint> nearestPoint(const core::CurveFigure &figure, const CurveFrame &frame, QPointF position,
                                       double reach);

// The bound to drag whose line is nearest to a position, if one that is movable is within `reach` pixels of it.
std::optional<int> movableBoundAt(const core::CurveFigure &figure, const CurveFrame &frame, QPointF position, double reach);
// Where the bound goes when it is dragged to a position: on its axis, on a whole number where the axis has only those.
double draggedTo(const core::CurveFigure &figure, const CurveFrame &frame, const core::BoundLine &bound, QPointF position);

}  // namespace ui
