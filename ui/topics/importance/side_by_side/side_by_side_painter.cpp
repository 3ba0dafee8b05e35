#include "ui/topics/importance/side_by_side/side_by_side_painter.h"

#include "ui/theme/qt_text.h"
#include "ui/widgets/number_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double gapOfColumns = 18;
constexpr double leastName = 56;
constexpr double mostNameShare = 0.15;  // of the width, for each side
constexpr double numberOfSide = 40;
constexpr double thinBar = 6;
constexpr double betweenBars = 1;
constexpr double differenceWidth = 50;

QString tableText(const char *text)
{
    return QCoreApplication::translate("ui::SideBySide", text);
}

double widestName(const core::SideBySideFigure &figure, std::string core::SideBySideRow::*side, const QFontMetricsF &metrics)
{
    double widest = leastName;
    for (const core::SideBySideRow &row : figure.rows)
        widest = std::max(widest, metrics.horizontalAdvance(qtText(row.*side)));
    return widest;
}

// From the left, or from the middle where numbers have signs.
QRectF stretchOf(const QRectF &room, double share, bool isSigned)
{
    if (!isSigned)
        return {room.left(), room.top(), room.width() * std::max(0.0, share), room.height()};
    return QRectF(room.center().x(), room.top(), room.width() / 2 * share, room.height()).normalized();
}

// Both bars below each other, their numbers beside them in the same colors, and the difference at the right.
void drawCell(QPainter &painter, const core::SideBySideCell &cell, bool isSigned, const QRectF &rect,
              const FigureStyle &style)
{
    const double numbers = rect.right() - differenceWidth - 2 * numberOfSide;
    const QRectF room(rect.left(), rect.center().y() - thinBar - betweenBars / 2,
                      numbers - style.bars.numberGap - rect.left(), thinBar);
    const bool hasBars = room.width() >= style.bars.leastBar;
    if (isSigned && hasBars)
        painter.fillRect(QRectF(room.center().x() - style.hairlineWidth / 2, rect.top(), style.hairlineWidth, rect.height()),
                         style.theme.hairline);
    const auto drawOne = [&](const std::optional<core::Bar> &bar, int line, const QColor &color) {
        if (!bar)
            return;
        if (hasBars && bar->full > 0)
            painter.fillRect(stretchOf(room.translated(0, line * (thinBar + betweenBars)), bar->share(), isSigned), color);
        painter.setPen(mixed(color, style.theme.text, 0.35));
        painter.drawText(QRectF(numbers + line * numberOfSide, rect.top(), numberOfSide, rect.height()),
                         Qt::AlignRight | Qt::AlignVCenter, qtText(bar->number));
    };
    drawOne(cell.first, 0, style.theme.accent);
    drawOne(cell.second, 1, style.theme.secondAccent);
    if (!cell.difference)
        return;
    painter.setPen(style.theme.text);
    painter.drawText(QRectF(rect.right() - differenceWidth, rect.top(), differenceWidth, rect.height()),
                     Qt::AlignRight | Qt::AlignVCenter, differenceText(*cell.difference));
}

void drawWords(QPainter &painter, const core::SideBySideRow &row, const SideBySideLayout &layout, const QRectF &rect,
               const FigureStyle &style)
{
    painter.setFont(style.body);
    const QFontMetricsF metrics(style.body);
    const double width = layout.nameWidth - style.bars.nameGap;
    const bool isPair = row.units.first && row.units.second;
    const auto draw = [&](double left, const std::string &word, const QColor &color) {
        painter.setPen(isPair ? style.theme.text : color);
        painter.drawText(QRectF(left, rect.top(), width, rect.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(qtText(word), Qt::ElideRight, width));
    };
    draw(style.bars.nameGap, row.first, style.theme.accent);
    draw(style.bars.nameGap + layout.nameWidth, row.second, style.theme.secondAccent);
}

}  // namespace

QString differenceText(double difference)
{
    return changeText(difference, std::abs(difference) >= 10 ? 1 : std::abs(difference) >= 1 ? 2 : 3);
}

QRectF SideBySideLayout::headingAt(int column) const
{
    return {2 * nameWidth + columnWidth * column + gapOfColumns / 2, 0, columnWidth - gapOfColumns, heading};
}

QRectF SideBySideLayout::cellAt(int index, int column) const
{
    return {2 * nameWidth + columnWidth * column + gapOfColumns / 2, heading + row * index, columnWidth - gapOfColumns, row};
}

SideBySideLayout layOutSideBySide(const core::SideBySideFigure &figure, const FigureStyle &style, double width)
{
    const QFontMetricsF metrics(style.body);
    const double widest = std::max(widestName(figure, &core::SideBySideRow::first, metrics),
                                   widestName(figure, &core::SideBySideRow::second, metrics));
    const double nameWidth = std::min(widest + 2 * style.bars.nameGap, mostNameShare * width);
    const auto columns = static_cast<double>(std::max<std::size_t>(1, figure.columns.size()));
    return {.width = width,
            .nameWidth = nameWidth,
            .columnWidth = (width - 2 * nameWidth) / columns,
            .heading = 2 * QFontMetricsF(style.strongNote).height() + 8,
            .row = std::ceil(metrics.height() + 6)};
}

void drawSideBySideHeading(QPainter &painter, const core::SideBySideFigure &figure, const SideBySideLayout &layout,
                           const FigureStyle &style)
{
    const QFontMetricsF metrics(style.strongNote);
    const double line = metrics.height();
    painter.setFont(style.strongNote);
    const auto write = [&](const QRectF &rect, const QString &text, const QColor &color, Qt::Alignment alignment) {
        painter.setPen(color);
        painter.drawText(rect, alignment | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, rect.width()));
    };
    const QRectF names(style.bars.nameGap, line + 4, layout.nameWidth - style.bars.nameGap, line);
    write(names, tableText("first"), style.theme.accent, Qt::AlignLeft);
    write(names.translated(layout.nameWidth, 0), tableText("second"), style.theme.secondAccent, Qt::AlignLeft);
    for (int column = 0; column < static_cast<int>(figure.columns.size()); ++column) {
        const core::SideBySideColumn &each = figure.columns[static_cast<std::size_t>(column)];
        const QRectF rect = layout.headingAt(column);
        write(QRectF(rect.left(), 2, rect.width(), line), qtText(each.name), style.theme.mutedText, Qt::AlignLeft);
        if (each.cells.empty())
            continue;
        const QRectF second(rect.right() - differenceWidth - numberOfSide, line + 4, numberOfSide, line);
        write(second.translated(-numberOfSide, 0), tableText("1st"), style.theme.accent, Qt::AlignRight);
        write(second, tableText("2nd"), style.theme.secondAccent, Qt::AlignRight);
        write(QRectF(rect.right() - differenceWidth, line + 4, differenceWidth, line), QStringLiteral("Δ"),
              style.theme.mutedText, Qt::AlignRight);
    }
}

void drawSideBySide(QPainter &painter, const core::SideBySideFigure &figure, const SideBySideLayout &layout,
                    const SideBySideHighlights &highlights, const QRectF &exposed, const FigureStyle &style)
{
    for (int index = 0; index < static_cast<int>(figure.rows.size()); ++index) {
        const QRectF rect = layout.rowAt(index);
        if (!rect.intersects(exposed))
            continue;
        if (index == highlights.selected)
            painter.fillRect(rect, style.theme.accentSurface);
        else if (index == highlights.hovered)
            painter.fillRect(rect, mixed(style.theme.card, style.theme.accentSurface, 0.5));
        drawWords(painter, figure.rows[static_cast<std::size_t>(index)], layout, rect, style);
        painter.setFont(style.note);
        for (int column = 0; column < static_cast<int>(figure.columns.size()); ++column) {
            const core::SideBySideColumn &each = figure.columns[static_cast<std::size_t>(column)];
            drawCell(painter, each.cells[static_cast<std::size_t>(index)], each.isSigned, layout.cellAt(index, column),
                     style);
        }
    }
    // Why a measure has no bars on either side stands in its column, once.
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    for (int column = 0; column < static_cast<int>(figure.columns.size()); ++column) {
        const core::SideBySideColumn &each = figure.columns[static_cast<std::size_t>(column)];
        const bool hasBars = std::ranges::any_of(
            each.cells, [](const core::SideBySideCell &cell) { return cell.first.has_value() || cell.second.has_value(); });
        const QString note = each.isPending ? QStringLiteral("…") : qtText(each.absence);
        const QRectF cell = layout.cellAt(0, column);
        if (!hasBars)
            painter.drawText(QRectF(cell.left(), cell.top(), cell.width(), 10 * layout.row),
                             Qt::AlignLeft | Qt::TextWordWrap, note);
    }
}

}  // namespace ui
