#include "ui/render/bound_label.h"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace ui {
namespace {

constexpr std::array places{1.0, 0.0, 0.5, 0.75, 0.25};  // of the room that a label leaves beside it, the best ones first

// How much of the way between two points lies in the box.
double lengthWithin(const QRectF &box, const QLineF &way)
{
    constexpr double step = 0.25;  // of the box's height
    if (!std::isfinite(way.x1() + way.y1() + way.x2() + way.y2()))
        return 0;
    const QRectF reach = QRectF(way.p1(), way.p2()).normalized();
    if (reach.right() < box.left() || reach.left() > box.right() || reach.bottom() < box.top() || reach.top() > box.bottom())
        return 0;
    const int steps = std::max(1, static_cast<int>(std::ceil(way.length() / (step * box.height()))));
    int within = 0;
    for (int place = 0; place <= steps; ++place)
        within += box.contains(way.pointAt(static_cast<double>(place) / steps)) ? 1 : 0;
    return within * step * box.height();
}

double coveredBy(const QRectF &box, const core::CurveFigure &figure, const CurveFrame &frame)
{
    double covered = 0;
    const auto add = [&](const std::vector<double> &x, const std::vector<double> &y, bool isJoined) {
        for (std::size_t point = 0; point < x.size(); ++point) {
            const QPointF place = frame.at(x[point], y[point]);
            const QPointF next = isJoined && point + 1 < x.size() ? frame.at(x[point + 1], y[point + 1]) : place;
            covered += lengthWithin(box, {place, next});
        }
    };
    for (const core::Curve &curve : figure.curves)
        add(curve.x, curve.y, curve.form != core::CurveForm::Points);
    for (const core::CurveBand &band : figure.bands) {
        add(band.x, band.low, true);
        add(band.x, band.high, true);
    }
    return covered;
}

}  // namespace

QRectF freeBoundLabel(const core::CurveFigure &figure, const CurveFrame &frame, const core::BoundLine &bound,
                      const QSizeF &label)
{
    const double y = boundFoot(frame, bound).y();
    const double above = y - label.height() - frame.sizes.slack;
    const double below = y + frame.sizes.slack;
    QRectF best(QPointF(frame.plot.right() - label.width(), above), label);
    std::optional<double> least;
    for (const double share : places) {
        for (const double top : {above, below}) {
            const QRectF box(QPointF(frame.plot.left() + share * (frame.plot.width() - label.width()), top), label);
            if (box.bottom() > frame.plot.bottom() || box.top() < frame.plot.top() - label.height())
                continue;
            if (const double covered = coveredBy(box, figure, frame); !least || covered < *least) {
                least = covered;
                best = box;
            }
        }
    }
    return best;
}

}  // namespace ui
