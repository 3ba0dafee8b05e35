#include "ui/render/bar_painter.h"

#include "ui/theme/fitted_text.h"
#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double labelShare = 0.42;  // of a row's width

bool hasLabels(const core::BarFigure &figure)
{
    return std::any_of(figure.bars.begin(), figure.bars.end(), [](const core::Bar &bar) { return !bar.label.empty(); });
}

// Of columns: "key − query, mean attention".
QString headingText(const core::BarFigure &figure)
{
    return qtText(figure.placeName.empty() ? figure.valueName : figure.placeName + ", " + figure.valueName);
}

double headingOf(const core::BarFigure &figure, double height)
{
    return figure.valueName.empty() ? 0 : height;
}

// Many of them and without labels, so that crisp edges matter more than round ones.
void drawSignedColumns(QPainter &painter, const core::BarFigure &figure, const QRectF &columns, const FigureStyle &style)
{
    const double zero = columns.center().y() - style.bars.zeroLine / 2;
    painter.fillRect(QRectF(columns.left(), zero, columns.width(), style.bars.zeroLine), style.theme.hairline);
    for (int bar = 0; bar < static_cast<int>(figure.bars.size()); ++bar) {
        const core::Bar &each = figure.bars[static_cast<std::size_t>(bar)];
        const QColor &color = each.value > 0 ? style.theme.accent : style.theme.secondAccent;
        if (each.full > 0)
            painter.fillRect(columnAt(bar, columns, figure, style.bars), color);
    }
}

void drawAmounts(QPainter &painter, const core::BarFigure &figure, const QRectF &columns, const std::optional<int> &selected,
                 const FigureStyle &style)
{
    const QColor quiet = mixed(style.theme.accent, style.theme.card, 0.62);
    painter.setPen(Qt::NoPen);
    for (int bar = 0; bar < static_cast<int>(figure.bars.size()); ++bar) {
        painter.setBrush(selected == bar ? style.theme.accent : quiet);
        painter.drawRoundedRect(columnAt(bar, columns, figure, style.bars), style.bars.corner, style.bars.corner);
    }
}

void drawColumnLabels(QPainter &painter, const core::BarFigure &figure, const QRectF &columns, const FigureStyle &style)
{
    const BarSizes &sizes = style.bars;
    for (int bar = 0; bar < static_cast<int>(figure.bars.size()); ++bar) {
        const core::Bar &each = figure.bars[static_cast<std::size_t>(bar)];
        const double left = columnAt(bar, columns, figure, sizes).center().x() - sizes.columnLabelWidth / 2;
        if (!each.label.empty())
            painter.drawText(QRectF(left, columns.bottom(), sizes.columnLabelWidth, sizes.columnLabel), Qt::AlignCenter,
                             qtText(each.label));
    }
}

// From the left, or from the middle where numbers have signs.
QRectF lengthWithin(const QRectF &room, double share, bool isSigned)
{
    if (!isSigned)
        return {room.left(), room.top(), room.width() * std::max(0.0, share), room.height()};
    return QRectF(room.center().x(), room.top(), room.width() / 2 * share, room.height()).normalized();
}

// What it was above in muted color, what it is below in the accent: told apart by place, too.
void drawThinBars(QPainter &painter, const core::Bar &bar, bool isSigned, const QRectF &room, const FigureStyle &style)
{
    const BarSizes &sizes = style.bars;
    const double height = bar.reference ? 2 * sizes.thin + sizes.thinGap : sizes.thin;
    QRectF line(room.left(), room.center().y() - height / 2, room.width(), sizes.thin);
    const auto draw = [&](double value, const QColor &color) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(lengthWithin(line, bar.shareOf(value), isSigned), sizes.thinCorner, sizes.thinCorner);
        line.translate(0, sizes.thin + sizes.thinGap);
    };
    if (bar.reference)
        draw(*bar.reference, mixed(style.theme.mutedText, style.theme.card, 0.35));
    draw(bar.value, style.theme.accent);
}

void drawBarRow(QPainter &painter, const core::Bar &bar, bool isSigned, const QRectF &row, const FigureStyle &style)
{
    const BarSizes &sizes = style.bars;
    const QFontMetricsF metrics(style.note);
    const QString number = qtText(bar.number);
    const double numberWidth = metrics.horizontalAdvance(number) + sizes.numberSlack;
    const double half = row.width() * labelShare;
    painter.setFont(style.note);
    painter.setPen(style.theme.text);
    painter.drawText(QRectF(row.left(), row.top(), half - sizes.nameGap, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     elidedBeforeNumbers(qtText(bar.label), metrics, half - sizes.nameGap));
    painter.drawText(QRectF(row.right() - numberWidth, row.top(), numberWidth, row.height()),
                     Qt::AlignRight | Qt::AlignVCenter, number);
    const double right = row.right() - numberWidth - sizes.numberGap;
    const QRectF room(row.left() + half, row.top(), right - row.left() - half, row.height());
    if (room.width() >= sizes.leastBar)
        drawThinBars(painter, bar, isSigned, room, style);
}

}  // namespace

QRectF columnsWithin(const QRectF &area, const core::BarFigure &figure, const BarSizes &sizes)
{
    const bool isLabeled = hasLabels(figure);
    const double side = isLabeled ? sizes.side : 0;
    const double top = headingOf(figure, sizes.heading);
    const double height = area.height() - top - (isLabeled ? sizes.columnLabel : 0);
    return {area.left() + side, area.top() + top, area.width() - 2 * side, std::max(sizes.leastColumn, height)};
}

QRectF columnAt(int bar, const QRectF &columns, const core::BarFigure &figure, const BarSizes &sizes)
{
    const double share = figure.bars[static_cast<std::size_t>(bar)].share();
    const double pitch = columns.width() / static_cast<double>(figure.bars.size());
    const double left = columns.left() + bar * pitch;
    if (figure.isSigned)
        return QRectF(left, columns.center().y(), std::max(sizes.leastColumn, pitch - sizes.crowdedGap),
                      -share * columns.height() / 2)
            .normalized();
    const double height = std::max(sizes.leastColumn, share * columns.height());
    return {left + sizes.columnGap / 2, columns.bottom() - height, std::max(sizes.leastColumn, pitch - sizes.columnGap),
            height};
}

void drawColumns(QPainter &painter, const core::BarFigure &figure, const QRectF &area, std::optional<int> selected,
                 const FigureStyle &style)
{
    const QRectF columns = columnsWithin(area, figure, style.bars);
    painter.setRenderHint(QPainter::Antialiasing, !figure.isSigned);
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    painter.drawText(QRectF(area.left(), area.top(), area.width(), style.bars.heading), Qt::AlignRight | Qt::AlignVCenter,
                     elidedBeforeNumbers(headingText(figure), QFontMetricsF(style.note), area.width()));
    drawColumnLabels(painter, figure, columns, style);
    if (figure.isSigned)
        drawSignedColumns(painter, figure, columns, style);
    else
        drawAmounts(painter, figure, columns, selected, style);
}

double barRowsHeight(const core::BarFigure &figure, const BarSizes &sizes)
{
    return headingOf(figure, sizes.rowHeading) + sizes.row * static_cast<double>(figure.bars.size());
}

void drawBarRows(QPainter &painter, const core::BarFigure &figure, const QRectF &area, const QRectF &exposed,
                 const FigureStyle &style)
{
    const BarSizes &sizes = style.bars;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    painter.drawText(QRectF(area.left(), area.top(), area.width(), sizes.rowHeading - sizes.rowHeadingGap),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     elidedBeforeNumbers(qtText(figure.valueName), QFontMetricsF(style.note), area.width()));
    QRectF row(area.left(), area.top() + headingOf(figure, sizes.rowHeading), area.width(), sizes.row);
    for (const core::Bar &bar : figure.bars) {
        if (row.intersects(exposed))
            drawBarRow(painter, bar, figure.isSigned, row, style);
        row.translate(0, sizes.row);
    }
}

}  // namespace ui
