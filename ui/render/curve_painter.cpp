#include "ui/render/curve_painter.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/fitted_text.h"
#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

QColor colorOf(core::CurveRole role, const Theme &theme)
{
    switch (role) {
    case core::CurveRole::Crowd: return mixed(theme.accent, theme.card, 0.66);
    case core::CurveRole::Reference: return theme.mutedText;
    case core::CurveRole::Secondary: return theme.secondAccent;
    case core::CurveRole::Primary: break;
    }
    return theme.accent;
}

// How the references of one figure are told apart, in their order: dashes, dots, and dashes with dots.
QList<qreal> dashesOf(int reference)
{
    static const std::array<QList<qreal>, 3> patterns{{{4, 3}, {2, 2.5}, {7, 2.5, 2, 2.5}}};
    return patterns[static_cast<std::size_t>(reference) % patterns.size()];
}

// `reference` counts the figure's references.
QPen penOf(const core::Curve &curve, int reference, const FigureStyle &style)
{
    const bool isReference = curve.role == core::CurveRole::Reference;
    const bool isMain = curve.role == core::CurveRole::Primary || curve.role == core::CurveRole::Secondary;
    QPen pen(colorOf(curve.role, style.theme), isMain ? style.curves.mainLine : style.curves.thinLine, Qt::SolidLine,
             Qt::RoundCap, Qt::RoundJoin);
    if (isReference || curve.isDashed)
        pen.setDashPattern(dashesOf(isReference ? reference : 0));
    return pen;
}

// `line` is scratch memory that grows to the longest curve once instead of once per curve.
void drawCurve(QPainter &painter, const core::Curve &curve, const CurveFrame &frame, QPolygonF &line)
{
    line.resize(0);
    const auto flush = [&] {
        if (line.size() > 1)
            painter.drawPolyline(line);
        line.resize(0);
    };
    for (int point = 0; point < static_cast<int>(curve.y.size()); ++point) {
        const QPointF place = frame.at(curve, point);
        if (std::isnan(place.x()) || std::isnan(place.y()))
            flush();
        else
            line << place;
    }
    flush();
}

void drawMarkers(QPainter &painter, const core::Curve &curve, const CurveFrame &frame)
{
    const double slack = frame.sizes.slack;
    for (int point = 0; point < static_cast<int>(curve.y.size()); ++point)
        if (const QPointF place = frame.at(curve, point);
            !std::isnan(place.y()) && frame.plot.adjusted(-slack, -slack, slack, slack).contains(place))
            drawMarker(painter, curve.marker, place, frame.sizes.dotRadius);
}

// Hollow dots on primary curves and filled ones on secondary: told apart without color, too.
void drawDots(QPainter &painter, const core::Curve &curve, const CurveFrame &frame, const Theme &theme)
{
    if (frame.plot.width() < frame.sizes.roomyPoints * static_cast<double>(curve.x.size()))
        return;
    const QColor color = colorOf(curve.role, theme);
    painter.setPen(QPen(color, frame.sizes.dotLine));
    painter.setBrush(curve.role == core::CurveRole::Primary ? theme.card : color);
    drawMarkers(painter, curve, frame);
}

// Points that lie on each other become stronger.
void drawPoints(QPainter &painter, const core::Curve &curve, const CurveFrame &frame, const Theme &theme)
{
    QColor color = colorOf(curve.role, theme);
    painter.setPen(QPen(color, frame.sizes.thinLine));
    color.setAlphaF(0.55F);
    painter.setBrush(color);
    drawMarkers(painter, curve, frame);
}

// A line with a bar across each end, and its middle point large.
void drawInterval(QPainter &painter, const core::Curve &curve, const CurveFrame &frame, const Theme &theme, QPolygonF &line)
{
    const double halfBar = frame.sizes.halfBar;
    drawCurve(painter, curve, frame, line);
    const QColor color = colorOf(curve.role, theme);
    painter.setPen(QPen(color, frame.sizes.markLine / 2, Qt::SolidLine, Qt::FlatCap));
    for (const QPointF end : {frame.at(curve, 0), frame.at(curve, 2)})
        painter.drawLine(end - QPointF(0, halfBar), end + QPointF(0, halfBar));
    painter.setBrush(color);
    drawMarker(painter, curve.marker, frame.at(curve, 1), frame.sizes.dotRadius + frame.sizes.estimateGrowth);
}

// With the painter's pen; `line` is scratch memory, as for drawCurve.
void drawForm(QPainter &painter, const core::Curve &curve, const CurveFrame &frame, const Theme &theme, QPolygonF &line)
{
    if (curve.form == core::CurveForm::Points)
        return drawPoints(painter, curve, frame, theme);
    if (curve.form == core::CurveForm::Interval)
        return drawInterval(painter, curve, frame, theme, line);
    drawCurve(painter, curve, frame, line);
    if (curve.role == core::CurveRole::Primary || curve.role == core::CurveRole::Secondary)
        drawDots(painter, curve, frame, theme);
}

// On top of everything; the main ones in the color of text, as a median is of all points.
void drawMarks(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, const Theme &theme,
               QPolygonF &line)
{
    for (const core::Curve &curve : figure.curves) {
        if (curve.form != core::CurveForm::Mark)
            continue;
        const QColor color = curve.role == core::CurveRole::Primary ? theme.text : colorOf(curve.role, theme);
        painter.setPen(QPen(color, frame.sizes.markLine, Qt::SolidLine, Qt::FlatCap));
        drawCurve(painter, curve, frame, line);
    }
}

void drawBand(QPainter &painter, const core::CurveBand &band, const CurveFrame &frame)
{
    QPolygonF outline;
    outline.reserve(2 * static_cast<qsizetype>(band.x.size()));
    for (std::size_t point = 0; point < band.x.size(); ++point)
        outline << frame.at(band.x[point], band.high[point]);
    for (std::size_t point = band.x.size(); point-- > 0;)
        outline << frame.at(band.x[point], band.low[point]);
    painter.drawPolygon(outline);
}

void drawXNumbers(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, double right, double line)
{
    const double slack = frame.sizes.slack;
    for (const core::AxisTick &tick : xTicks(figure, frame)) {
        const double x = frame.at(tick.value, frame.y.low).x();
        const double half = QFontMetricsF(painter.font()).horizontalAdvance(qtText(tick.label)) / 2;
        const double center = std::max(std::min(x, right - half), half);  // a name may be longer than the room beside it
        painter.drawText(
            QRectF(center - half - slack, frame.plot.bottom() + frame.sizes.xNumberGap, 2 * (half + slack), line),
            Qt::AlignCenter, qtText(tick.label));
    }
}

void drawYNumbers(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, const FigureStyle &style)
{
    const double height = frame.sizes.yNumberHeight;
    for (const core::AxisTick &tick : yTicks(figure, frame)) {
        const double y = std::round(frame.at(frame.x.low, tick.value).y());
        painter.fillRect(QRectF(frame.plot.left(), y, frame.plot.width(), style.hairlineWidth), style.theme.hairline);
        painter.drawText(QRectF(0, y - height / 2, frame.plot.left() - frame.sizes.yNumberGap, height),
                         Qt::AlignRight | Qt::AlignVCenter, qtText(tick.label));
    }
}

void drawYBoundLabel(QPainter &painter, const core::BoundLine &bound, const CurveFrame &frame, double line,
                     const Theme &theme)
{
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(qtText(bound.label)) + 2 * frame.sizes.slack;
    const double y = frame.at(frame.x.low, bound.at).y();
    const QRectF box(frame.plot.right() - width, y - line - frame.sizes.slack, width, line);
    QColor behind = theme.card;
    behind.setAlphaF(0.75F);  // curves may run there
    painter.fillRect(box, behind);
    painter.drawText(box, Qt::AlignRight, qtText(bound.label));
}

std::vector<const core::BoundLine *> boundsAcrossX(const core::CurveFigure &figure)
{
    std::vector<const core::BoundLine *> bounds;
    for (const core::BoundLine &bound : figure.bounds)
        if (bound.axis == core::BoundLine::Axis::X)
            bounds.push_back(&bound);
    std::ranges::sort(bounds, {}, &core::BoundLine::at);
    return bounds;
}

// Centered on their lines where there is room, else pushed aside so that none covers its neighbor: first to the right, then back
// from the plot's end.
void drawXBoundLabels(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, double line)
{
    const double apart = frame.sizes.boundApart;
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> boxes;
    const auto bounds = boundsAcrossX(figure);
    double free = frame.plot.left();
    for (const core::BoundLine *bound : bounds) {
        const double width = metrics.horizontalAdvance(qtText(bound->label)) + 2 * frame.sizes.slack;
        const double x = frame.at(bound->at, frame.y.low).x();
        boxes.emplace_back(std::max(free, x - width / 2), frame.plot.top() - line - frame.sizes.boundDrop, width, line);
        free = boxes.back().right() + apart;
    }
    double end = frame.plot.right();
    for (std::size_t label = boxes.size(); label > 0; --label) {
        boxes[label - 1].moveRight(std::min(boxes[label - 1].right(), end));
        end = boxes[label - 1].left() - apart;
        painter.drawText(boxes[label - 1], Qt::AlignCenter, qtText(bounds[label - 1]->label));
    }
}

// A knob on the axis, as on a slider, says that the line can be dragged.
void drawKnob(QPainter &painter, const core::BoundLine &bound, QPointF place, const FigureStyle &style)
{
    const double radius = style.curves.knobRadius;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.theme.secondAccent, style.curves.knobLine));
    painter.setBrush(style.theme.card);
    painter.drawEllipse(place - (bound.axis == core::BoundLine::Axis::X ? QPointF(0, radius) : QPointF(-radius, 0)), radius,
                        radius);
    painter.restore();
}

// Beside the point, on the side with more room, and inside the plot's neighborhood.
QRectF readOutBox(const QSizeF &size, QPointF point, const CurveFrame &frame)
{
    const double away = frame.sizes.readOutAway;
    const bool isLeft = point.x() + away + size.width() > frame.plot.right() + away;
    const double x = isLeft ? std::max(0.0, point.x() - away - size.width()) : point.x() + away;
    const double y = std::max(0.0, point.y() - size.height() - away / 2);
    return {QPointF(std::round(x) + 0.5, std::round(y) + 0.5), size};
}

void drawReadOut(QPainter &painter, const core::CurveFigure &figure, CurvePoint pointed, QPointF point,
                 const CurveFrame &frame, const FigureStyle &style)
{
    const core::Curve &curve = figure.curves[static_cast<std::size_t>(pointed.curve)];
    const CurveSizes &sizes = style.curves;
    const QString numbers = readOut(figure, pointed);
    const double line = QFontMetricsF(style.note).height();
    const double width = std::max(QFontMetricsF(style.strongNote).horizontalAdvance(qtText(curve.name)),
                                  QFontMetricsF(style.note).horizontalAdvance(numbers));
    const QRectF box = readOutBox({width + 2 * sizes.readOutSide, 2 * (line + sizes.readOutTop)}, point, frame);
    painter.setPen(QPen(style.theme.hairline, style.hairlineWidth));
    painter.setBrush(style.theme.card);
    painter.drawRoundedRect(box, sizes.corner, sizes.corner);
    const QRectF upper(box.left() + sizes.readOutSide, box.top() + sizes.readOutTop, width + sizes.slack, line);
    painter.setFont(style.strongNote);
    painter.setPen(style.theme.text);
    painter.drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, qtText(curve.name));
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    painter.drawText(upper.translated(0, line), Qt::AlignLeft | Qt::AlignVCenter, numbers);
}

}  // namespace

void drawMarker(QPainter &painter, core::PointMarker marker, QPointF place, double radius)
{
    if (marker == core::PointMarker::Circle) {
        painter.drawEllipse(place, radius, radius);
        return;
    }
    const double corner = radius * 1.35;  // looks as large as the circle
    const std::array<QPointF, 4> diamond{place + QPointF(0, -corner), place + QPointF(corner, 0), place + QPointF(0, corner),
                                         place + QPointF(-corner, 0)};
    painter.drawConvexPolygon(diamond.data(), static_cast<int>(diamond.size()));
}

void drawAxes(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, double right,
              const FigureStyle &style)
{
    const double line = QFontMetricsF(style.note).height();
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    drawXNumbers(painter, figure, frame, right, line);
    drawYNumbers(painter, figure, frame, style);
    if (!figure.y.name.empty())
        painter.drawText(QRectF(0, 0, frame.plot.right(), line), Qt::AlignLeft | Qt::AlignVCenter,
                         qtText(figure.y.name) + QStringLiteral(" ↑"));
    painter.drawText(QRectF(0, frame.plot.bottom() + style.curves.nameGap + line, frame.plot.right(), line),
                     Qt::AlignRight | Qt::AlignVCenter, qtText(figure.x.name) + QStringLiteral(" →"));
}

void drawCurves(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, const FigureStyle &style)
{
    painter.save();
    const double reach = style.curves.dotRadius + style.curves.slack;
    painter.setClipRect(frame.plot.adjusted(-reach, -reach, reach, reach));
    painter.setRenderHint(QPainter::Antialiasing);
    QColor band = style.theme.accent;
    band.setAlphaF(0.14F);  // bands on each other become stronger
    painter.setPen(Qt::NoPen);
    painter.setBrush(band);
    for (const core::CurveBand &each : figure.bands)
        drawBand(painter, each, frame);
    QPolygonF line;
    int references = 0;
    for (const auto role :
         {core::CurveRole::Crowd, core::CurveRole::Reference, core::CurveRole::Secondary, core::CurveRole::Primary}) {
        for (const core::Curve &curve : figure.curves) {
            if (curve.role != role || curve.form == core::CurveForm::Mark)
                continue;
            painter.setPen(penOf(curve, references, style));
            references += role == core::CurveRole::Reference ? 1 : 0;
            drawForm(painter, curve, frame, style.theme, line);
        }
    }
    drawMarks(painter, figure, frame, style.theme, line);
    painter.restore();
}

void drawBounds(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, const FigureStyle &style)
{
    const double line = QFontMetricsF(style.note).height();
    QPen pen(style.theme.secondAccent, style.curves.thinLine);
    pen.setDashPattern({3, 3});
    painter.setFont(style.note);
    painter.setPen(pen);
    for (const core::BoundLine &bound : figure.bounds) {
        const QPointF place = frame.at(bound.axis == core::BoundLine::Axis::X ? bound.at : frame.x.low,
                                       bound.axis == core::BoundLine::Axis::Y ? bound.at : frame.y.low);
        if (bound.axis == core::BoundLine::Axis::X)
            painter.drawLine(QLineF(place.x(), frame.plot.top(), place.x(), frame.plot.bottom()));
        else
            painter.drawLine(QLineF(frame.plot.left(), place.y(), frame.plot.right(), place.y()));
        if (bound.axis == core::BoundLine::Axis::Y)
            drawYBoundLabel(painter, bound, frame, line, style.theme);
        if (bound.isMovable)
            drawKnob(painter, bound, place, style);
    }
    drawXBoundLabels(painter, figure, frame, line);
}

void drawEndLabels(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, double right,
                   const FigureStyle &style)
{
    const double line = QFontMetricsF(style.note).height();
    const double gap = style.curves.endGap;
    for (const EndLabel &label : endLabels(figure, frame, line)) {
        const bool isMain = label.role == core::CurveRole::Primary || label.role == core::CurveRole::Secondary;
        painter.setFont(isMain ? style.strongNote : style.note);
        painter.setPen(isMain ? colorOf(*label.role, style.theme) : style.theme.mutedText);
        const QRectF box(frame.plot.right() + gap, label.center - line / 2, right - frame.plot.right() - gap, line);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                         elidedBeforeNumbers(label.text, QFontMetricsF(painter.font()), box.width()));
    }
}

void drawPointed(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, CurvePoint pointed,
                 const FigureStyle &style)
{
    const core::Curve &curve = figure.curves[static_cast<std::size_t>(pointed.curve)];
    const QPointF point = frame.at(curve, pointed.point);
    const QColor color = curve.role == core::CurveRole::Crowd ? style.theme.accent : colorOf(curve.role, style.theme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = style.curves.dotRadius + style.curves.pointedGrowth;
    const double reach = radius + style.curves.slack;
    painter.setClipRect(frame.plot.adjusted(-reach, -reach, reach, reach));
    painter.setPen(QPen(color, style.selectionWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPolygonF line;
    if (curve.form != core::CurveForm::Points)
        drawCurve(painter, curve, frame, line);
    painter.setBrush(color);
    painter.drawEllipse(point, radius, radius);
    painter.setClipping(false);
    drawReadOut(painter, figure, pointed, point, frame, style);
    painter.restore();
}

// On a light edge, as the points around it may have the same color.
void drawSelected(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, CurvePoint selected,
                  const FigureStyle &style)
{
    const double radius = style.curves.dotRadius + style.curves.ringGap;
    const QPointF point = frame.at(figure.curves[static_cast<std::size_t>(selected.curve)], selected.point);
    if (std::isnan(point.x()) || std::isnan(point.y()))
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(style.theme.card, style.selectionWidth + style.curves.ringRim));
    painter.drawEllipse(point, radius, radius);
    painter.setPen(QPen(style.theme.accent, style.selectionWidth));
    painter.drawEllipse(point, radius, radius);
    painter.restore();
}

void drawCurvePicture(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, double right,
                      const FigureStyle &style)
{
    if (figure.isEmpty())
        return;
    painter.setRenderHint(QPainter::TextAntialiasing);
    drawAxes(painter, figure, frame, right, style);
    drawCurves(painter, figure, frame, style);
    drawBounds(painter, figure, frame, style);
    drawEndLabels(painter, figure, frame, right, style);
}

QString readOut(const core::CurveFigure &figure, CurvePoint pointed)
{
    const core::Curve &curve = figure.curves[static_cast<std::size_t>(pointed.curve)];
    const auto index = static_cast<std::size_t>(pointed.point);
    if (!curve.notes.empty())
        return qtText(curve.notes[index]);
    const auto number = [](const core::CurveAxis &axis, double value) {
        const auto named = std::ranges::find(axis.ticks, value, &core::AxisTick::value);
        if (named != axis.ticks.end())
            return qtText(named->label);
        return qtText(axis.name + ' ' + (axis.isWhole ? core::formatNumber(value, 0) : core::formatBriefly(value)));
    };
    return number(figure.x, curve.x[index]) + QStringLiteral(" · ") + number(figure.y, curve.y[index]);
}

}  // namespace ui
