#pragma once

#include "core/figure/values/curve_figure.h"
#include "ui/theme/figure_style.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QCPAxis;

namespace ui {

// One point of one curve, as indices into the figure.
struct CurvePoint {
    int curve = 0;
    int point = 0;

    bool operator==(const CurvePoint &) const = default;
};

// Where a plot of curves lies, and the axes that place its values.
struct CurveFrame {
    QRectF plot;
    const QCPAxis *x = nullptr;
    const QCPAxis *y = nullptr;
    CurveSizes sizes = {};

    // NaN where a value has no place; beside the plot where the value lies out of sight, as zero on a logarithmic axis does.
    QPointF at(double xValue, double yValue) const;
    QPointF at(const core::Curve &curve, int point) const;
    // Whether a mark there is seen whole.
    bool shows(QPointF place) const;
};

// A name at the right end of a curve or band, moved up or down so that names do not lie on each other.
struct EndLabel {
    QString text;
    std::optional<core::CurveRole> role;  // none: a band's
    double end = 0;                       // where the curve ends
    double center = 0;                    // where the name stands
};

// As many as fit, the more important curves first.
std::vector<EndLabel> endLabels(const core::CurveFigure &figure, const CurveFrame &frame, double lineHeight);
double widestEndLabel(const core::CurveFigure &figure, const QFont &font);

// The point nearest to a position, if one is within `reach` pixels of it.
std::optional<CurvePoint> nearestPoint(const core::CurveFigure &figure, const CurveFrame &frame, QPointF position,
                                       double reach);

// The bound to drag whose line is nearest to a position, if one that is movable is within `reach` pixels of it.
std::optional<int> movableBoundAt(const core::CurveFigure &figure, const CurveFrame &frame, QPointF position, double reach);
// Where the bound goes when it is dragged to a position: on its axis, on a whole number where the axis has only those.
double draggedTo(const core::CurveFigure &figure, const CurveFrame &frame, const core::BoundLine &bound, QPointF position);
// Where its line crosses the axis, and whether that is in sight.
QPointF boundFoot(const CurveFrame &frame, const core::BoundLine &bound);
bool showsBound(const CurveFrame &frame, const core::BoundLine &bound);

}  // namespace ui
