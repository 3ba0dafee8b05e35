#include "ui/render/paper_bars.h"

#include "core/figure/values/curve_axis.h"
#include "ui/render/axis_ticker.h"
#include "ui/render/heat_map_frame.h"
#include "ui/render/widest_text.h"
#include "ui/theme/fitted_text.h"
#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double labelShareOnPaper = 0.42;  // of the width, at most
constexpr double filledShare = 0.62;        // of a bar's pitch
constexpr double leastBars = 4;             // font heights from the shortest bar's foot to the longest's end

struct ValueTicks {
    QVector<double> places;
    QVector<QString> texts;
};

bool isUpward(const core::BarFigure &figure)
{
    return figure.direction == core::BarDirection::Upward;
}

core::AxisRange valueRange(const core::BarFigure &figure)
{
    double low = 0;
    double high = 0;
    for (const core::Bar &bar : figure.bars) {
        low = std::min(low, bar.value);
        high = std::max(high, bar.value);
    }
    if (low == high)
        high = 1;
    return {low, high};
}

ValueTicks ticksOf(const core::AxisRange &range, double length, double spacing)
{
    core::CurveAxis axis;
    const auto ticker = axisTicker(axis);
    ticker->setTickCount(std::max(2, static_cast<int>(length / spacing) + 1));
    ValueTicks ticks;
    ticker->generate(QCPRange(range.low, range.high), QLocale::c(), 'g', 6, ticks.places, nullptr, &ticks.texts);
    return ticks;
}

double widestLabel(const core::BarFigure &figure, const FigureStyle &style)
{
    return widestText(figure.bars, &core::Bar::label, QFontMetricsF(style.body));
}

double widestNumber(const core::BarFigure &figure, const FigureStyle &style)
{
    return widestText(figure.bars, &core::Bar::number, QFontMetricsF(style.note));
}

double nameHeight(const FigureStyle &style)
{
    return QFontMetricsF(style.axisName).height();
}

QRectF rowsBox(const core::BarFigure &figure, const QRectF &area, const FigureStyle &style)
{
    const BarSizes &sizes = style.bars;
    const double left = std::min(widestLabel(figure, style), labelShareOnPaper * area.width()) + sizes.nameGap;
    const double right = widestNumber(figure, style) + sizes.numberGap;
    return {area.left() + left, area.top() + nameHeight(style), area.width() - left - right,
            area.height() - nameHeight(style)};
}

QRectF columnsBox(const core::BarFigure &figure, const QRectF &area, const FigureStyle &style)
{
    const QFontMetricsF metrics(style.note);
    const double top = nameHeight(style) + style.curves.above;
    const double bottom = metrics.height() + nameHeight(style) + style.curves.below / 2;
    const double height = area.height() - top - bottom;
    double left = 0;
    for (const QString &text : ticksOf(valueRange(figure), height, style.curves.lineSpacing).texts)
        left = std::max(left, metrics.horizontalAdvance(text));
    left += style.curves.leftGap;
    return {area.left() + left, area.top() + top, area.width() - left - style.curves.leastRight / 2, height};
}

void drawNames(QPainter &painter, const QString &above, const QString &below, const QRectF &area, const FigureStyle &style)
{
    const QFontMetricsF metrics(style.axisName);
    painter.setFont(style.axisName);
    painter.setPen(style.theme.mutedText);
    painter.drawText(QRectF(area.left(), area.top(), area.width(), metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     elidedBeforeNumbers(above, metrics, area.width()));
    painter.drawText(QRectF(area.left(), area.bottom() - metrics.height(), area.width(), metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter, elidedBeforeNumbers(below, metrics, area.width()));
}

QString withArrow(const std::string &name, QChar arrow)
{
    return name.empty() ? QString() : qtText(name) + ' ' + arrow;
}

void drawBar(QPainter &painter, const BarAxis &axis, int index, const core::BarFigure &figure, const FigureStyle &style)
{
    const core::AxisRange range{axis.low, axis.high};
    const double value = figure.bars[static_cast<std::size_t>(index)].value;
    const double from = range.shareOf(0);
    const double to = range.shareOf(value);
    const double middle = (index + 0.5) * axis.pitch;
    const QRectF &box = axis.box;
    const QRectF bar = isUpward(figure) ? QRectF(box.left() + middle - axis.thickness / 2, box.bottom() - to * box.height(),
                                                 axis.thickness, (to - from) * box.height())
                                        : QRectF(box.left() + from * box.width(), box.top() + middle - axis.thickness / 2,
                                                 (to - from) * box.width(), axis.thickness);
    painter.fillRect(bar.normalized(), value < 0 ? style.theme.secondAccent : axis.color);
}

void drawZero(QPainter &painter, const BarAxis &axis, const core::BarFigure &figure, const FigureStyle &style)
{
    const double share = core::AxisRange{axis.low, axis.high}.shareOf(0);
    const QRectF &box = axis.box;
    painter.setPen(QPen(style.theme.mutedText, style.hairlineWidth));
    if (isUpward(figure))
        painter.drawLine(QPointF(box.left(), box.bottom() - share * box.height()),
                         QPointF(box.right(), box.bottom() - share * box.height()));
    else
        painter.drawLine(QPointF(box.left() + share * box.width(), box.top()),
                         QPointF(box.left() + share * box.width(), box.bottom()));
}

void drawRowTexts(QPainter &painter, const BarAxis &axis, const core::BarFigure &figure, const QRectF &area,
                  const FigureStyle &style)
{
    const double line = QFontMetricsF(style.body).height();
    const int step = labelStep(axis.pitch, 0.8 * line);
    const double labels = axis.box.left() - area.left() - style.bars.nameGap;
    painter.setFont(style.body);
    for (int bar = 0; bar < static_cast<int>(figure.bars.size()); bar += step) {
        const core::Bar &each = figure.bars[static_cast<std::size_t>(bar)];
        const double top = axis.box.top() + (bar + 0.5) * axis.pitch - line / 2;
        painter.setPen(style.theme.text);
        painter.drawText(QRectF(area.left(), top, labels, line), Qt::AlignRight | Qt::AlignVCenter,
                         QFontMetricsF(style.body).elidedText(qtText(each.label), Qt::ElideRight, labels));
        painter.setPen(style.theme.mutedText);
        painter.drawText(QRectF(axis.box.right(), top, area.right() - axis.box.right(), line),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, qtText(each.number));
    }
}

void drawColumnTexts(QPainter &painter, const BarAxis &axis, const core::BarFigure &figure, const QRectF &area,
                     const FigureStyle &style)
{
    const double line = QFontMetricsF(style.note).height();
    const QRectF &box = axis.box;
    const core::AxisRange range{axis.low, axis.high};
    const ValueTicks ticks = ticksOf(range, box.height(), style.curves.lineSpacing);
    painter.setFont(style.note);
    for (qsizetype tick = 0; tick < ticks.places.size(); ++tick) {
        const double share = range.shareOf(ticks.places[tick]);
        if (share < 0 || share > 1)
            continue;
        const double y = box.bottom() - share * box.height();
        painter.setPen(QPen(style.theme.hairline, style.hairlineWidth));
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
        painter.setPen(style.theme.mutedText);
        painter.drawText(QRectF(area.left(), y - line / 2, box.left() - area.left() - style.curves.yNumberGap, line),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, ticks.texts[tick]);
    }
    double free = area.left();
    for (int bar = 0; bar < static_cast<int>(figure.bars.size()); ++bar) {
        const QString label = qtText(figure.bars[static_cast<std::size_t>(bar)].label);
        const double width = QFontMetricsF(style.note).horizontalAdvance(label);
        const double left = box.left() + (bar + 0.5) * axis.pitch - width / 2;
        if (label.isEmpty() || left < free)
            continue;
        painter.drawText(QRectF(left, box.bottom() + style.curves.xNumberGap, width, line),
                         Qt::AlignCenter | Qt::TextDontClip, label);
        free = left + width + style.curves.letterGap;
    }
}

}  // namespace

BarAxis barAxis(const core::BarFigure &figure, const QRectF &area, const FigureStyle &style)
{
    const core::AxisRange range = valueRange(figure);
    const QRectF box = isUpward(figure) ? columnsBox(figure, area, style) : rowsBox(figure, area, style);
    const double pitch = (isUpward(figure) ? box.width() : box.height()) / static_cast<double>(figure.bars.size());
    return {.box = box,
            .low = range.low,
            .high = range.high,
            .thickness = std::min(filledShare * pitch, style.bars.row * filledShare * (isUpward(figure) ? 2 : 1)),
            .pitch = pitch,
            .color = style.theme.accent};
}

void drawPaperBars(QPainter &painter, const core::BarFigure &figure, const QRectF &area, const FigureStyle &style)
{
    const BarAxis axis = barAxis(figure, area, style);
    const QString value = withArrow(figure.valueName, isUpward(figure) ? u'↑' : u'→');
    if (isUpward(figure)) {
        drawNames(painter, value, withArrow(figure.placeName, u'→'), area, style);
        drawColumnTexts(painter, axis, figure, area, style);
    } else {
        const QFontMetricsF metrics(style.axisName);
        const QString place = withArrow(figure.placeName, u'↓');
        const double after = metrics.horizontalAdvance(place) + style.bars.numberGap;
        drawNames(painter, place, {}, area, style);
        const QRectF rest = area.adjusted(after, 0, 0, 0);
        painter.drawText(QRectF(rest.left(), rest.top(), rest.width(), metrics.height()), Qt::AlignRight | Qt::AlignVCenter,
                         elidedBeforeNumbers(value, metrics, rest.width()));
        drawRowTexts(painter, axis, figure, area, style);
    }
    for (int bar = 0; bar < static_cast<int>(figure.bars.size()); ++bar)
        drawBar(painter, axis, bar, figure, style);
    drawZero(painter, axis, figure, style);
}

double paperBarsHeight(const core::BarFigure &figure, const FigureStyle &style)
{
    return nameHeight(style) + style.bars.row * static_cast<double>(figure.bars.size());
}

double leastPaperBarsWidth(const core::BarFigure &figure, const FigureStyle &style)
{
    const double bars = leastBars * QFontMetricsF(style.body).height();
    if (isUpward(figure))
        return bars + style.curves.leftGap + 3 * style.curves.leastRight;
    const double rest = widestNumber(figure, style) + style.bars.numberGap + style.bars.nameGap + bars;
    return std::min(widestLabel(figure, style) + rest, rest / (1 - labelShareOnPaper));
}

}  // namespace ui
