#include "ui/render/word_measures_painter.h"

#include "ui/render/signed_bar.h"
#include "ui/render/widest_text.h"
#include "ui/theme/fitted_text.h"
#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

bool hasBars(const core::WordMeasuresColumn &column)
{
    return column.absence.empty() && !column.isPending;
}

// Beside its number, or below it in a narrow cell.
QRectF barRoom(const QRectF &cell, const FigureStyle &style)
{
    const WordMeasuresSizes &sizes = style.wordMeasures;
    if (cell.width() < sizes.narrowCell)
        return {cell.left(), cell.bottom() - sizes.thinBar, cell.width(), sizes.thinBar};
    return {cell.left(), cell.center().y() - sizes.bar / 2, cell.width() - sizes.number - style.bars.numberGap, sizes.bar};
}

// Signs are told apart by direction and by color.
void drawBar(QPainter &painter, const core::Bar &bar, bool isSigned, const QRectF &cell, const FigureStyle &style)
{
    painter.setPen(style.theme.text);
    painter.drawText(cell, Qt::AlignRight | Qt::AlignVCenter, qtText(bar.number));
    const QRectF room = barRoom(cell, style);
    const QRectF axis = cell.width() < style.wordMeasures.narrowCell ? room : cell;  // not through the number
    if (isSigned)
        painter.fillRect(QRectF(room.center().x() - style.hairlineWidth / 2, axis.top(), style.hairlineWidth, axis.height()),
                         style.theme.hairline);
    if (!(bar.full > 0))
        return;
    painter.fillRect(barWithin(room, bar.share(), isSigned), bar.value < 0 ? style.theme.secondAccent : style.theme.accent);
}

void drawRowGround(QPainter &painter, int row, const QRectF &rect, const WordMeasuresHighlights &highlights,
                   const FigureStyle &style)
{
    if (row == highlights.selectedRow)
        painter.fillRect(rect, style.theme.accentSurface);
    else if (row == highlights.hoveredRow)
        painter.fillRect(rect, mixed(style.theme.card, style.theme.accentSurface, 0.5));
}

void drawName(QPainter &painter, const core::WordMeasuresFigure &figure, int row, const WordMeasuresLayout &layout,
              const QRectF &rect, const FigureStyle &style)
{
    painter.setFont(style.body);
    painter.setPen(style.theme.text);
    const QRectF name(rect.left(), rect.top(), layout.nameWidth - style.bars.nameGap, rect.height());
    painter.drawText(name, Qt::AlignRight | Qt::AlignVCenter,
                     QFontMetricsF(style.body)
                         .elidedText(qtText(figure.labels[static_cast<std::size_t>(row)]), Qt::ElideRight, name.width()));
}

void drawCells(QPainter &painter, const core::WordMeasuresFigure &figure, int row, const WordMeasuresLayout &layout,
               const FigureStyle &style)
{
    painter.setFont(style.note);
    for (int column = 0; column < static_cast<int>(figure.columns.size()); ++column) {
        const core::BarFigure &bars = figure.columns[static_cast<std::size_t>(column)].bars;
        if (hasBars(figure.columns[static_cast<std::size_t>(column)]))
            drawBar(painter, bars.bars[static_cast<std::size_t>(row)], bars.isSigned, layout.cellAt(row, column), style);
    }
}

}  // namespace

QRectF WordMeasuresLayout::rowAt(int index, double rowWidth) const
{
    return {0, heading + row * index, rowWidth, row};
}

QRectF WordMeasuresLayout::columnsWithin(const QRectF &picture) const
{
    return picture.intersected({nameWidth, picture.top(), picture.right(), picture.height()});
}

QRectF WordMeasuresLayout::headingAt(int column) const
{
    return {nameWidth + columnWidth * column + gap / 2 - aside, 0, columnWidth - gap / 2, heading};
}

QRectF WordMeasuresLayout::cellAt(int index, int column) const
{
    return {nameWidth + columnWidth * column + gap / 2 - aside, heading + row * index, columnWidth - gap, row};
}

namespace {

// Of its name's longest word and its longest number.
double leastColumn(const core::WordMeasuresFigure &figure, double gap, const FigureStyle &style)
{
    double word = 0;
    double number = 0;
    for (const core::WordMeasuresColumn &column : figure.columns) {
        for (const QString &each : qtText(column.bars.valueName).split(u' '))
            word = std::max(word, QFontMetricsF(style.strongNote).horizontalAdvance(each));
        number = std::max(number, widestText(column.bars.bars, &core::Bar::number, QFontMetricsF(style.note)));
    }
    return std::ceil(std::max(word + gap / 2, number + gap));
}

// As many lines as the longest name needs.
double headingHeight(const core::WordMeasuresFigure &figure, double width, const FigureStyle &style)
{
    const QFontMetricsF metrics(style.strongNote);
    double height = metrics.height();
    for (const core::WordMeasuresColumn &column : figure.columns)
        height = std::max(
            height, metrics.boundingRect(QRectF(0, 0, width, 0), Qt::TextWordWrap, qtText(column.bars.valueName)).height());
    return height + style.wordMeasures.headingPadding;
}

}  // namespace

WordMeasuresLayout layOutWordMeasures(const core::WordMeasuresFigure &figure, const FigureStyle &style, const QSizeF &room)
{
    const QFontMetricsF metrics(style.body);
    const WordMeasuresSizes &sizes = style.wordMeasures;
    const double width = room.width();
    double widest = sizes.leastNames;
    for (const std::string &label : figure.labels)
        widest = std::max(widest, metrics.horizontalAdvance(qtText(label)) + 2 * style.bars.nameGap);
    const double nameWidth = std::min(widest, sizes.mostNames * width);
    const auto columns = static_cast<double>(std::max<std::size_t>(1, figure.columns.size()));
    const double roomOfColumn = (width - nameWidth) / columns;
    const double gap = roomOfColumn < sizes.narrowCell + sizes.columnGap ? sizes.narrowGap : sizes.columnGap;
    const double columnWidth = std::max(roomOfColumn, leastColumn(figure, gap, style));
    const double heading = headingHeight(figure, columnWidth - gap / 2, style);
    const double leastRow = std::ceil(metrics.height() + sizes.rowPadding);
    const double rows = std::max<double>(1, static_cast<double>(figure.labels.size()));
    return {.nameWidth = nameWidth,
            .columnWidth = columnWidth,
            .heading = heading,
            .row = std::clamp(std::floor((room.height() - heading) / rows), leastRow, std::max(leastRow, sizes.tallestRow)),
            .gap = gap,
            .width = nameWidth + columnWidth * columns};
}

void drawMeasureNames(QPainter &painter, const core::WordMeasuresFigure &figure, const WordMeasuresLayout &layout,
                      const WordMeasuresHighlights &highlights, const FigureStyle &style)
{
    painter.setFont(style.strongNote);
    painter.save();
    painter.setClipRect(layout.columnsWithin({0, 0, layout.width, layout.heading}), Qt::IntersectClip);
    for (int column = 0; column < static_cast<int>(figure.columns.size()); ++column) {
        const core::WordMeasuresColumn &each = figure.columns[static_cast<std::size_t>(column)];
        const bool isSorted = column == highlights.sortedColumn;
        const QString mark = isSorted ? QStringLiteral("▾ ") : QString();
        const QRectF rect = layout.headingAt(column);
        painter.setPen(isSorted ? style.theme.accent : style.theme.mutedText);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap, mark + qtText(each.bars.valueName));
    }
    painter.restore();
}

void drawWordMeasures(QPainter &painter, const core::WordMeasuresFigure &figure, const WordMeasuresLayout &layout,
                      const WordMeasuresHighlights &highlights, const QRectF &exposed, const FigureStyle &style)
{
    const auto rows = static_cast<int>(figure.labels.size());
    const auto isSeen = [&](int row) { return layout.rowAt(row, layout.width).intersects(exposed); };
    for (int row = 0; row < rows; ++row) {
        const QRectF rect = layout.rowAt(row, layout.width);
        if (!isSeen(row))
            continue;
        drawRowGround(painter, row, rect, highlights, style);
        drawName(painter, figure, row, layout, rect, style);
    }
    painter.save();
    painter.setClipRect(layout.columnsWithin(exposed), Qt::IntersectClip);
    for (int row = 0; row < rows; ++row) {
        if (isSeen(row))
            drawCells(painter, figure, row, layout, style);
    }
    // Why a measure has no bars stands in its column, once.
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    for (int column = 0; column < static_cast<int>(figure.columns.size()); ++column) {
        const core::WordMeasuresColumn &each = figure.columns[static_cast<std::size_t>(column)];
        const QRectF cell = layout.cellAt(0, column);
        const QString note = each.isPending ? QStringLiteral("…") : qtText(each.absence);
        if (!note.isEmpty())
            painter.drawText(QRectF(cell.left(), cell.top(), cell.width(), 8 * layout.row), Qt::AlignLeft | Qt::TextWordWrap,
                             note);
    }
    painter.restore();
}

}  // namespace ui
