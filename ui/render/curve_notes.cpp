#include "ui/render/curve_notes.h"

#include "core/figure/values/figure_text.h"
#include "ui/render/bound_label.h"
#include "ui/render/curve_legend.h"
#include "ui/render/curve_look.h"
#include "ui/theme/fitted_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/symbol_text.h"

#include <QFontMetricsF>
#include <QPolygonF>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QString nameOfAxis(const core::CurveAxis &axis, QChar arrow, double room, const FigureStyle &style)
{
    const QFontMetricsF metrics(style.axisName);
    const QString end = QLatin1Char(' ') + arrow;
    return elidedBeforeNumbers(qtText(axis.name), metrics, room - metrics.horizontalAdvance(end)) + end;
}

void drawAxisNames(QCPPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, const FigureStyle &style)
{
    const double line = QFontMetricsF(style.note).height();
    const double name = QFontMetricsF(style.axisName).height();
    painter.setFont(style.axisName);
    painter.setPen(style.theme.mutedText);
    if (!figure.y.name.empty())
        drawSymbols(painter, {0, 0, frame.plot.right(), name}, Qt::AlignLeft,
                    nameOfAxis(figure.y, u'↑', frame.plot.right() + style.curves.leastRight, style));
    drawSymbols(painter, {0, frame.plot.bottom() + style.curves.nameGap + line, frame.plot.right(), name}, Qt::AlignRight,
                nameOfAxis(figure.x, u'→', frame.plot.right(), style));
}

void drawYBoundLabel(QCPPainter &painter, const core::CurveFigure &figure, const core::BoundLine &bound,
                     const CurveFrame &frame, double line)
{
    if (bound.label.empty())
        return;
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(qtText(bound.label)) + 2 * frame.sizes.slack;
    painter.drawText(freeBoundLabel(figure, frame, bound, {width, line}), Qt::AlignCenter | Qt::TextDontClip,
                     qtText(bound.label));
}

std::vector<const core::BoundLine *> boundsAcrossX(const core::CurveFigure &figure, const CurveFrame &frame)
{
    std::vector<const core::BoundLine *> bounds;
    for (const core::BoundLine &bound : figure.bounds)
        if (bound.axis == core::BoundLine::Axis::X && showsBound(frame, bound))
            bounds.push_back(&bound);
    std::ranges::sort(bounds, {}, &core::BoundLine::at);
    return bounds;
}

// Centered on their lines where there is room, else pushed aside so that none covers its neighbor: first to the right, then back
// from the plot's end.
void drawXBoundLabels(QCPPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, double line)
{
    const double apart = frame.sizes.boundApart;
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> boxes;
    const auto bounds = boundsAcrossX(figure, frame);
    double free = frame.plot.left();
    for (const core::BoundLine *bound : bounds) {
        const double width = metrics.horizontalAdvance(qtText(bound->label)) + 2 * frame.sizes.slack;
        const double x = boundFoot(frame, *bound).x();
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
void drawKnob(QCPPainter &painter, const core::BoundLine &bound, const CurveFrame &frame, const FigureStyle &style)
{
    const double radius = style.curves.knobRadius;
    const bool isAcrossX = bound.axis == core::BoundLine::Axis::X;
    painter.save();
    painter.setAntialiasing(true);
    painter.setPen(QPen(style.theme.secondAccent, style.curves.knobLine));
    painter.setBrush(style.theme.card);
    painter.drawEllipse(boundFoot(frame, bound) - (isAcrossX ? QPointF(0, radius) : QPointF(-radius, 0)), radius, radius);
    painter.restore();
}

void drawBoundNotes(QCPPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, const FigureStyle &style)
{
    const double line = QFontMetricsF(style.note).height();
    painter.setFont(style.note);
    painter.setPen(style.theme.secondAccent);
    for (const core::BoundLine &bound : figure.bounds) {
        if (!showsBound(frame, bound))
            continue;
        if (bound.axis == core::BoundLine::Axis::Y)
            drawYBoundLabel(painter, figure, bound, frame, line);
        if (bound.isMovable)
            drawKnob(painter, bound, frame, style);
    }
    drawXBoundLabels(painter, figure, frame, line);
}

void drawEndLabels(QCPPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, double right,
                   const FigureStyle &style)
{
    const double line = QFontMetricsF(style.note).height();
    const double gap = style.curves.endGap;
    for (const EndLabel &label : endLabels(figure, frame, line)) {
        const bool isMain = label.role == core::CurveRole::Primary || label.role == core::CurveRole::Secondary;
        painter.setFont(isMain ? style.strongNote : style.note);
        painter.setPen(isMain ? colorOf(*label.role, style.theme) : style.theme.mutedText);
        const QRectF box(frame.plot.right() + gap, label.center - line / 2, right - frame.plot.right() - gap, line);
        drawSymbols(painter, box, Qt::AlignLeft,
                    elidedBeforeNumbers(label.text, QFontMetricsF(painter.font()), box.width()));
    }
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

void drawReadOut(QCPPainter &painter, const core::CurveFigure &figure, CurvePoint pointed, QPointF point,
                 const CurveFrame &frame, const FigureStyle &style)
{
    const core::Curve &curve = figure.curves[static_cast<std::size_t>(pointed.curve)];
    const CurveSizes &sizes = style.curves;
    const QString numbers = readOut(figure, pointed);
    const double line = QFontMetricsF(style.note).height();
    const double width = std::max(QFontMetricsF(style.strongNote).horizontalAdvance(qtText(curve.name)),
                                  QFontMetricsF(style.note).horizontalAdvance(numbers));
    const QRectF box = readOutBox({width + 2 * sizes.readOutSide, 2 * (line + sizes.readOutTop)}, point, frame);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.theme.hairline, style.hairlineWidth));
    painter.setBrush(style.theme.card);
    painter.drawRoundedRect(box, sizes.corner, sizes.corner);
    const QRectF upper(box.left() + sizes.readOutSide, box.top() + sizes.readOutTop, width + sizes.slack, line);
    painter.setFont(style.strongNote);
    painter.setPen(style.theme.text);
    drawSymbols(painter, upper, Qt::AlignLeft, qtText(curve.name));
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    painter.drawText(upper.translated(0, line), Qt::AlignLeft | Qt::AlignVCenter, numbers);
}

}  // namespace

void drawCurve(QCPPainter &painter, const core::Curve &curve, const CurveFrame &frame, QPolygonF &line)
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

void drawPointed(QCPPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, CurvePoint pointed,
                 const FigureStyle &style)
{
    const core::Curve &curve = figure.curves[static_cast<std::size_t>(pointed.curve)];
    const QPointF point = frame.at(curve, pointed.point);
    const QColor color = curve.role == core::CurveRole::Crowd ? style.theme.accent : colorOf(curve.role, style.theme);
    const double radius = style.curves.dotRadius + style.curves.pointedGrowth;
    const double reach = radius + style.curves.slack;
    painter.save();
    painter.setClipRect(frame.plot.adjusted(-reach, -reach, reach, reach));
    painter.setAntialiasing(true);
    painter.setPen(QPen(color, style.selectionWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPolygonF line;
    if (curve.form != core::CurveForm::Points)
        drawCurve(painter, curve, frame, line);
    painter.setBrush(color);
    painter.drawEllipse(point, radius, radius);
    painter.restore();
    drawReadOut(painter, figure, pointed, point, frame, style);
}

// On a light edge, as the points around it may have the same color.
void drawSelected(QCPPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, CurvePoint selected,
                  const FigureStyle &style)
{
    const double radius = style.curves.dotRadius + style.curves.ringGap;
    const QPointF point = frame.at(figure.curves[static_cast<std::size_t>(selected.curve)], selected.point);
    if (!frame.shows(point))
        return;
    painter.save();
    painter.setAntialiasing(true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(style.theme.card, style.selectionWidth + style.curves.ringRim));
    painter.drawEllipse(point, radius, radius);
    painter.setPen(QPen(style.theme.accent, style.selectionWidth));
    painter.drawEllipse(point, radius, radius);
    painter.restore();
}

void drawNotes(QCPPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, const QSizeF &size,
               const FigureStyle &style)
{
    if (figure.isEmpty())
        return;
    drawAxisNames(painter, figure, frame, style);
    drawBoundNotes(painter, figure, frame, style);
    if (namesStandAtEnds(figure, size.width(), style))
        drawEndLabels(painter, figure, frame, size.width(), style);
    else if (!style.curves.writesLegend)
        return;
    else if (const double height = legendHeight(figure, size.width(), style); height > 0)
        drawCurveLegend(painter, figure, {0, size.height() - height, size.width(), height}, style);
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
