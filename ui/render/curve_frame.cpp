#include "ui/render/curve_frame.h"

#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

bool hasEndLabel(const core::Curve &curve)
{
    return curve.role != core::CurveRole::Crowd && curve.form == core::CurveForm::Line && !curve.name.empty();
}

// Of what is in sight, from the left.
std::optional<double> lastHeight(const core::Curve &curve, const CurveFrame &frame)
{
    for (int point = static_cast<int>(curve.y.size()); point-- > 0;) {
        const QPointF place = frame.at(curve, point);
        if (!std::isnan(place.y()) && place.x() <= frame.plot.right() + frame.sizes.slack)
            return std::clamp(place.y(), frame.plot.top(), frame.plot.bottom());
    }
    return std::nullopt;
}

void appendCurves(std::vector<EndLabel> &labels, const core::CurveFigure &figure, const CurveFrame &frame,
                  core::CurveRole role)
{
    for (const core::Curve &curve : figure.curves) {
        if (curve.role != role || !hasEndLabel(curve))
            continue;
        if (const auto end = lastHeight(curve, frame))
            labels.push_back({qtText(curve.name), role, *end, *end});
    }
}

void appendBands(std::vector<EndLabel> &labels, const core::CurveFigure &figure, const CurveFrame &frame)
{
    for (const core::CurveBand &band : figure.bands) {
        std::size_t seen = band.x.size();
        while (seen > 1 && frame.at(band.x[seen - 1], 1).x() > frame.plot.right() + frame.sizes.slack)
            --seen;
        if (seen == 0 || band.name.empty())
            continue;
        const double low = frame.at(band.x[seen - 1], band.low[seen - 1]).y();
        const double high = frame.at(band.x[seen - 1], band.high[seen - 1]).y();
        const double middle = std::clamp((low + high) / 2, frame.plot.top(), frame.plot.bottom());
        if (!std::isnan(middle))
            labels.push_back({qtText(band.name), std::nullopt, middle, middle});
    }
}

// From the top, each as near to its curve's end as the one above allows; then up again from the bottom where they ran out.
void spread(std::vector<EndLabel> &labels, const QRectF &plot, double lineHeight)
{
    std::sort(labels.begin(), labels.end(),
              [](const EndLabel &left, const EndLabel &right) { return left.end < right.end; });
    double free = plot.top();
    for (EndLabel &label : labels) {
        label.center = std::max(label.end, free);
        free = label.center + lineHeight;
    }
    double limit = plot.bottom();
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        label->center = std::min(label->center, limit);
        limit = label->center - lineHeight;
    }
}

}  // namespace

QPointF CurveFrame::at(double xValue, double yValue) const
{
    return {x->coordToPixel(xValue), y->coordToPixel(yValue)};
}

QPointF CurveFrame::at(const core::Curve &curve, int point) const
{
    const auto index = static_cast<std::size_t>(point);
    return at(curve.x[index], curve.y[index]);
}

bool CurveFrame::shows(QPointF place) const
{
    return plot.adjusted(-sizes.slack, -sizes.slack, sizes.slack, sizes.slack).contains(place);
}

double widestEndLabel(const core::CurveFigure &figure, const QFont &font)
{
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const core::Curve &curve : figure.curves)
        if (hasEndLabel(curve))
            width = std::max(width, metrics.horizontalAdvance(qtText(curve.name)));
    for (const core::CurveBand &band : figure.bands)
        width = std::max(width, metrics.horizontalAdvance(qtText(band.name)));
    return width;
}

std::vector<EndLabel> endLabels(const core::CurveFigure &figure, const CurveFrame &frame, double lineHeight)
{
    std::vector<EndLabel> labels;
    for (const auto role : {core::CurveRole::Primary, core::CurveRole::Secondary, core::CurveRole::Reference})
        appendCurves(labels, figure, frame, role);
    appendBands(labels, figure, frame);
    const auto fitting = static_cast<std::size_t>(frame.plot.height() / lineHeight) + 1;
    labels.resize(std::min(labels.size(), fitting));
    spread(labels, frame.plot, lineHeight);
    return labels;
}

std::optional<CurvePoint> nearestPoint(const core::CurveFigure &figure, const CurveFrame &frame, QPointF position,
                                       double reach)
{
    std::optional<CurvePoint> nearest;
    double least = reach * reach;
    for (int curve = 0; curve < static_cast<int>(figure.curves.size()); ++curve) {
        const core::Curve &points = figure.curves[static_cast<std::size_t>(curve)];
        for (int point = 0; point < static_cast<int>(points.y.size()); ++point) {
            const QPointF place = frame.at(points, point);
            const QPointF way = place - position;
            const double distance = QPointF::dotProduct(way, way);
            if (distance <= least && frame.shows(place)) {
                least = distance;
                nearest = CurvePoint{curve, point};
            }
        }
    }
    return nearest;
}

std::optional<int> movableBoundAt(const core::CurveFigure &figure, const CurveFrame &frame, QPointF position, double reach)
{
    if (!frame.plot.adjusted(-reach, -reach, reach, reach).contains(position))
        return std::nullopt;
    std::optional<int> nearest;
    double least = reach;
    for (int index = 0; index < static_cast<int>(figure.bounds.size()); ++index) {
        const core::BoundLine &bound = figure.bounds[static_cast<std::size_t>(index)];
        const QPointF way = boundFoot(frame, bound) - position;
        const double distance = std::abs(bound.axis == core::BoundLine::Axis::X ? way.x() : way.y());
        if (bound.isMovable && distance <= least && showsBound(frame, bound)) {
            least = distance;
            nearest = index;
        }
    }
    return nearest;
}

double draggedTo(const core::CurveFigure &figure, const CurveFrame &frame, const core::BoundLine &bound, QPointF position)
{
    const bool isAcrossX = bound.axis == core::BoundLine::Axis::X;
    const QCPAxis &axis = isAcrossX ? *frame.x : *frame.y;
    const double value =
        std::clamp(axis.pixelToCoord(isAcrossX ? position.x() : position.y()), axis.range().lower, axis.range().upper);
    return (isAcrossX ? figure.x : figure.y).isWhole ? std::round(value) : value;
}

QPointF boundFoot(const CurveFrame &frame, const core::BoundLine &bound)
{
    return bound.axis == core::BoundLine::Axis::X ? QPointF(frame.x->coordToPixel(bound.at), frame.plot.bottom())
                                                  : QPointF(frame.plot.left(), frame.y->coordToPixel(bound.at));
}

bool showsBound(const CurveFrame &frame, const core::BoundLine &bound)
{
    return (bound.axis == core::BoundLine::Axis::X ? frame.x : frame.y)->range().contains(bound.at);
}

}  // namespace ui
