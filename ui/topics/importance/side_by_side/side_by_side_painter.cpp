#include "ui/topics/importance/side_by_side/side_by_side_painter.h"

#include "ui/render/signed_bar.h"
#include "ui/render/widest_text.h"
#include "ui/theme/qt_text.h"
#include "ui/widgets/number_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QString tableText(const char *text)
{
    return QCoreApplication::translate("ui::SideBySide", text);
}

// Both bars below each other, their numbers beside them in the same colors, and the difference at the right.
void drawCell(QPainter &painter, const core::SideBySideCell &cell, bool isSigned, const QRectF &rect,
              const FigureStyle &style)
{
    const SideBySideSizes &sizes = style.sideBySide;
    const double numbers = rect.right() - sizes.difference - 2 * sizes.number;
    const QRectF room(rect.left(), rect.center().y() - sizes.bar - sizes.barGap / 2,
                      numbers - style.bars.numberGap - rect.left(), sizes.bar);
    const bool hasBars = room.width() >= style.bars.leastBar;
    if (isSigned && hasBars)
        painter.fillRect(QRectF(room.center().x() - style.hairlineWidth / 2, rect.top(), style.hairlineWidth, rect.height()),
                         style.theme.hairline);
    const auto drawOne = [&](const std::optional<core::Bar> &bar, int line, const QColor &color) {
        if (!bar)
            return;
        if (hasBars && bar->full > 0)
            painter.fillRect(barWithin(room.translated(0, line * (sizes.bar + sizes.barGap)), bar->share(), isSigned),
                             color);
        painter.setPen(mixed(color, style.theme.text, 0.35));
        painter.drawText(QRectF(numbers + line * sizes.number, rect.top(), sizes.number, rect.height()),
                         Qt::AlignRight | Qt::AlignVCenter, qtText(bar->number));
    };
    drawOne(cell.first, 0, style.theme.accent);
    drawOne(cell.second, 1, style.theme.secondAccent);
    if (!cell.difference)
        return;
    painter.setPen(style.theme.text);
    painter.drawText(QRectF(rect.right() - sizes.difference, rect.top(), sizes.difference, rect.height()),
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

// Of its numbers, and of its name in one line.
double leastColumn(const core::SideBySideFigure &figure, const FigureStyle &style)
{
    const SideBySideSizes &sizes = style.sideBySide;
    const double name = widestText(figure.columns, &core::SideBySideColumn::name, QFontMetricsF(style.strongNote));
    return sizes.columnGap + std::max(name, 2 * sizes.number + sizes.difference);
}

}  // namespace

QString differenceText(double difference)
{
    return changeText(difference, std::abs(difference) >= 10 ? 1 : std::abs(difference) >= 1 ? 2 : 3);
}

QRectF SideBySideLayout::headingAt(int column) const
{
    return {2 * nameWidth + columnWidth * column + columnGap / 2 - aside, 0, columnWidth - columnGap, heading};
}

QRectF SideBySideLayout::cellAt(int index, int column) const
{
    return {2 * nameWidth + columnWidth * column + columnGap / 2 - aside, heading + row * index, columnWidth - columnGap,
            row};
}

QRectF SideBySideLayout::columnsWithin(const QRectF &picture) const
{
    return picture.intersected({2 * nameWidth, picture.top(), picture.right(), picture.height()});
}

SideBySideLayout layOutSideBySide(const core::SideBySideFigure &figure, const FigureStyle &style, double width)
{
    const QFontMetricsF metrics(style.body);
    const SideBySideSizes &sizes = style.sideBySide;
    const double widest = std::max({sizes.leastName, widestText(figure.rows, &core::SideBySideRow::first, metrics),
                                    widestText(figure.rows, &core::SideBySideRow::second, metrics)});
    const double nameWidth = std::min(widest + 2 * style.bars.nameGap, sizes.mostName * width);
    const auto columns = static_cast<double>(std::max<std::size_t>(1, figure.columns.size()));
    const double columnWidth = std::max((width - 2 * nameWidth) / columns, leastColumn(figure, style));
    return {.width = 2 * nameWidth + columnWidth * columns,
            .nameWidth = nameWidth,
            .columnWidth = columnWidth,
            .columnGap = sizes.columnGap,
            .heading = 2 * QFontMetricsF(style.strongNote).height() + sizes.headingPadding,
            .row = std::ceil(metrics.height() + sizes.rowPadding)};
}

void drawSideBySideHeading(QPainter &painter, const core::SideBySideFigure &figure, const SideBySideLayout &layout,
                           const FigureStyle &style)
{
    const QFontMetricsF metrics(style.strongNote);
    const SideBySideSizes &sizes = style.sideBySide;
    const double line = metrics.height();
    const double second = line + sizes.headingPadding / 2;
    painter.setFont(style.strongNote);
    const auto write = [&](const QRectF &rect, const QString &text, const QColor &color, Qt::Alignment alignment) {
        painter.setPen(color);
        painter.drawText(rect, alignment | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, rect.width()));
    };
    const QRectF names(style.bars.nameGap, second, layout.nameWidth - style.bars.nameGap, line);
    write(names, tableText("first"), style.theme.accent, Qt::AlignLeft);
    write(names.translated(layout.nameWidth, 0), tableText("second"), style.theme.secondAccent, Qt::AlignLeft);
    painter.save();
    painter.setClipRect(layout.columnsWithin({0, 0, layout.width, layout.heading}), Qt::IntersectClip);
    for (int column = 0; column < static_cast<int>(figure.columns.size()); ++column) {
        const core::SideBySideColumn &each = figure.columns[static_cast<std::size_t>(column)];
        const QRectF rect = layout.headingAt(column);
        write(QRectF(rect.left(), sizes.headingEdge, rect.width(), line), qtText(each.name), style.theme.mutedText,
              Qt::AlignLeft);
        if (each.cells.empty())
            continue;
        const QRectF number(rect.right() - sizes.difference - sizes.number, second, sizes.number, line);
        write(number.translated(-sizes.number, 0), tableText("1st"), style.theme.accent, Qt::AlignRight);
        write(number, tableText("2nd"), style.theme.secondAccent, Qt::AlignRight);
        if (each.unlike.empty())
            write(QRectF(rect.right() - sizes.difference, second, sizes.difference, line), QStringLiteral("Δ"),
                  style.theme.mutedText, Qt::AlignRight);
    }
    painter.restore();
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
    }
    painter.save();
    painter.setClipRect(layout.columnsWithin(exposed), Qt::IntersectClip);
    painter.setFont(style.note);
    for (int index = 0; index < static_cast<int>(figure.rows.size()); ++index) {
        if (!layout.rowAt(index).intersects(exposed))
            continue;
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
    painter.restore();
}

DrawnPicture sideBySidePicture(const core::SideBySideFigure &figure, const PictureName &name)
{
    const auto size = [rows = static_cast<int>(figure.rows.size()), figure](double width, const FigureStyle &style) {
        const SideBySideLayout layout = layOutSideBySide(figure, style, width);
        return QSizeF(layout.width, layout.height(rows));
    };
    const auto paint = [figure](QPainter &painter, double width, const FigureStyle &style) {
        const SideBySideLayout layout = layOutSideBySide(figure, style, width);
        const QRectF all(0, 0, layout.width, layout.height(static_cast<int>(figure.rows.size())));
        drawSideBySide(painter, figure, layout, {}, all, style);
        drawSideBySideHeading(painter, figure, layout, style);
    };
    return drawnPicture(name, {.size = size, .paint = paint}, core::sideBySideTable(figure));
}

}  // namespace ui
