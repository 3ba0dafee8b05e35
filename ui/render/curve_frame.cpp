#include "ui/render/curve_frame.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace ui {
namespace {

constexpr double widestEnds = 0.42;  // of the room: names at the curves' ends

int tickCount(double length, double spacing)
{
    return std::max(2, static_cast<int>(length / spacing) + 1);
}

// What the longest of the axis's own labels needs.
double labelSpacing(const core::CurveAxis &axis, double letter)
{
    std::size_t longest = 1;
    for (const core::AxisTick &tick : axis.ticks)
        longest = std::max(longest, tick.label.size());
    return letter * static_cast<double>(longest + 1);
}

bool hasBoundAcrossX(const core::CurveFigure &figure)
{
    return std::any_of(figure.bounds.begin(), figure.bounds.end(),
                       [](const core::BoundLine &bound) { return bound.axis == core::BoundLine::Axis::X; });
}

double widestNumber(const std::vector<core::AxisTick> &ticks, const QFontMetricsF &metrics)
{
    double width = 0;
    for (const core::AxisTick &tick : ticks)
        width = std::max(width, metrics.horizontalAdvance(QString::fromStdString(tick.label)));
    return width;
}

bool hasEndLabel(const core::Curve &curve)
{
    return curve.role != core::CurveRole::Crowd && curve.form == core::CurveForm::Line && !curve.name.empty();
}

double widestEnd(const core::CurveFigure &figure, const QFontMetricsF &metrics)
{
    double width = 0;
    for (const core::Curve &curve : figure.curves)
        if (hasEndLabel(curve))
            width = std::max(width, metrics.horizontalAdvance(QString::fromStdString(curve.name)));
    for (const core::CurveBand &band : figure.bands)
        width = std::max(width, metrics.horizontalAdvance(QString::fromStdString(band.name)));
    return width;
}

std::optional<double> lastHeight(const core::Curve &curve, const CurveFrame &frame)
{
    for (int point = static_cast<int>(curve.y.size()); point-- > 0;)
        if (const QPointF place = frame.at(curve, point); !std::isnan(place.y()))
            return std::clamp(place.y(), frame.plot.top(), frame.plot.bottom());
    return std::nullopt;
}

void appendCurves(std::vector<EndLabel> &labels, const core::CurveFigure &figure, const CurveFrame &frame,
                  core::CurveRole role)
{
    for (const core::Curve &curve : figure.curves) {
        if (curve.role != role || !hasEndLabel(curve))
            continue;
        if (const auto end = lastHeight(curve, frame))
            labels.push_back({QString::fromStdString(curve.name), role, *end, *end});
    }
}

void appendBands(std::vector<EndLabel> &labels, const core::CurveFigure &figure, const CurveFrame &frame)
{
    for (const core::CurveBand &band : figure.bands) {
        if (band.x.empty() || band.name.empty())
            continue;
        const double low = frame.at(band.x.back(), band.low.back()).y();
        const double high = frame.at(band.x.back(), band.high.back()).y();
        const double middle = std::clamp((low + high) / 2, frame.plot.top(), frame.plot.bottom());
        if (!std::isnan(middle))
            labels.push_back({QString::fromStdString(band.name), std::nullopt, middle, middle});
    }
}

double topOf(const core::CurveFigure &figure, double line, const CurveSizes &sizes)
{
    return line + sizes.above + (hasBoundAcrossX(figure) ? line + sizes.boundLabelGap : 0);
}

double leftOf(const core::CurveFigure &figure, const CurveFrame &frame, const QFontMetricsF &metrics)
{
    const double own = widestNumber(yTicks(figure, frame), metrics);
    const double asked = metrics.horizontalAdvance(QString::fromStdString(figure.y.widestNumber));
    return std::max(own, asked) + frame.sizes.leftGap;
}

// Names at the curves' ends may take no more than their share of the room.
double rightOf(const core::CurveFigure &figure, double room, const FigureStyle &style)
{
    const double ends = widestEnd(figure, QFontMetricsF(style.strongNote));
    const double wanted = ends > 0 ? std::min(ends + style.curves.endMargin, room * widestEnds) : 0;
    return std::max(style.curves.leastRight, wanted);
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
    const double right = std::clamp(x.shareOf(xValue), -1.0, 2.0);
    const double up = std::clamp(y.shareOf(yValue), -1.0, 2.0);
    return {plot.left() + right * plot.width(), plot.bottom() - up * plot.height()};
}

QPointF CurveFrame::at(const core::Curve &curve, int point) const
{
    const auto index = static_cast<std::size_t>(point);
    return at(curve.x[index], curve.y[index]);
}

CurveFrame layOutCurves(const core::CurveFigure &figure, const QSizeF &room, const FigureStyle &style)
{
    const QFontMetricsF metrics(style.note);
    const double line = metrics.height();
    CurveFrame frame{{}, core::xRange(figure), core::yRange(figure), style.curves};
    const double top = topOf(figure, line, style.curves);
    const double bottom = 2 * line + style.curves.below;
    frame.plot.setTop(top);
    frame.plot.setHeight(std::max(1.0, room.height() - top - bottom));
    const double left = leftOf(figure, frame, metrics);
    frame.plot.setLeft(left);
    frame.plot.setWidth(std::max(1.0, room.width() - left - rightOf(figure, room.width(), style)));
    return frame;
}

std::vector<core::AxisTick> xTicks(const core::CurveFigure &figure, const CurveFrame &frame)
{
    if (!figure.x.ticks.empty())
        return core::thinnedTicks(figure.x, tickCount(frame.plot.width(), labelSpacing(figure.x, frame.sizes.letter)));
    return core::axisTicks(frame.x, figure.x.isWhole, tickCount(frame.plot.width(), frame.sizes.tickSpacing));
}

std::vector<core::AxisTick> yTicks(const core::CurveFigure &figure, const CurveFrame &frame)
{
    if (!figure.y.ticks.empty())
        return core::thinnedTicks(figure.y, tickCount(frame.plot.height(), frame.sizes.nameSpacing));
    return core::axisTicks(frame.y, figure.y.isWhole, tickCount(frame.plot.height(), frame.sizes.lineSpacing));
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
            const QPointF way = frame.at(points, point) - position;
            const double distance = QPointF::dotProduct(way, way);
            if (distance <= least) {
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
        const double distance = bound.axis == core::BoundLine::Axis::X
                                    ? std::abs(frame.at(bound.at, frame.y.low).x() - position.x())
                                    : std::abs(frame.at(frame.x.low, bound.at).y() - position.y());
        if (bound.isMovable && distance <= least) {
            least = distance;
            nearest = index;
        }
    }
    return nearest;
}

double draggedTo(const core::CurveFigure &figure, const CurveFrame &frame, const core::BoundLine &bound, QPointF position)
{
    const bool isAcrossX = bound.axis == core::BoundLine::Axis::X;
    const double share = isAcrossX ? (position.x() - frame.plot.left()) / frame.plot.width()
                                   : (frame.plot.bottom() - position.y()) / frame.plot.height();
    const double value = (isAcrossX ? frame.x : frame.y).valueAt(std::clamp(share, 0.0, 1.0));
    const bool isWhole = isAcrossX ? figure.x.isWhole : figure.y.isWhole;
    return isWhole ? std::round(value) : value;
}

}  // namespace ui
