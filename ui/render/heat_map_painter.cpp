#include "ui/render/heat_map_painter.h"

#include "core/figure/values/figure_text.h"
#include "ui/render/color_bar_painter.h"
#include "ui/render/heat_map_layout.h"
#include "ui/render/vector_cells.h"
#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

struct LabelLook {
    QFont font;
    QColor color;
};

enum class LabelState { Plain, Hovered, Selected };

LabelLook lookOf(const core::AxisLabel &label, LabelState state, double spacing, const FigureStyle &style)
{
    const auto weight = state == LabelState::Selected ? QFont::DemiBold : QFont::Normal;
    const QColor quiet = label.isSpecial ? style.theme.mutedText : style.theme.text;
    return {fontOfSize(style.body, labelText(spacing, style.map), weight),
            state == LabelState::Plain ? quiet : style.theme.accent};
}

LabelState stateOf(int index, const std::optional<int> &selected, const std::optional<int> &hovered)
{
    return selected == index ? LabelState::Selected : hovered == index ? LabelState::Hovered : LabelState::Plain;
}

// Which labels of an axis can be written: every step-th, and always those picked out, whose neighbors make way.
std::vector<int> writtenLabels(const CellRange &range, int count, int step, const std::vector<std::optional<int>> &picked)
{
    const int first = std::max(0, static_cast<int>(std::ceil(range.begin - 0.5)));
    const int last = std::min(count - 1, static_cast<int>(std::floor(range.end - 0.5)));
    std::vector<int> written;
    for (const auto &index : picked)
        if (index && *index >= first && *index <= last)
            written.push_back(*index);
    const std::vector<int> always = written;
    for (int index = (first + step - 1) / step * step; index <= last; index += step) {
        const auto collides = [&](int other) { return std::abs(other - index) < step; };
        if (std::none_of(always.begin(), always.end(), collides))
            written.push_back(index);
    }
    return written;
}

QString elided(const core::AxisLabel &label, const QFont &font, const FigureStyle &style)
{
    return QFontMetricsF(font).elidedText(QString::fromStdString(label.text), Qt::ElideRight, style.map.longestLabel);
}

void drawStanding(QPainter &painter, QPointF foot, const QString &text)
{
    const double left = foot.x() - QFontMetricsF(painter.font()).horizontalAdvance(text) / 2;
    painter.drawText(QPointF(left, foot.y()), text);
}

void drawLeaning(QPainter &painter, QPointF foot, const QString &text, double angle)
{
    const QTransform upright = painter.transform();
    painter.translate(foot);
    painter.rotate(-angle);
    painter.drawText(QPointF(0, QFontMetricsF(painter.font()).capHeight() / 2), text);
    painter.setTransform(upright);
}

void outline(QPainter &painter, const QRectF &band, const QColor &color, double width)
{
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(band);
}

// In the middle of a cell, seen on every color for its rim.
void drawDots(QPainter &painter, const HeatMapFrame &frame, const std::vector<CellIndex> &marked, const FigureStyle &style)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.theme.card, style.map.dotRim));
    painter.setBrush(style.theme.secondAccent);
    for (const CellIndex &index : marked) {
        const QRectF cell = frame.cell(index);
        const double radius =
            std::clamp(0.25 * std::min(cell.width(), cell.height()), style.map.leastDot, style.map.mostDot);
        painter.drawEllipse(cell.center(), radius, radius);
    }
}

void drawRowLabels(QPainter &painter, const core::HeatMapFigure &figure, const HeatMapFrame &frame,
                   const HeatMapHighlights &highlights, const FigureStyle &style)
{
    const double height = frame.rowHeight();
    const int step = writtenRows(figure, height, style);
    const int count = static_cast<int>(figure.rows.labels.size());
    for (const int row : writtenLabels(frame.rows, count, step, {highlights.row, highlights.hoveredRow})) {
        const core::AxisLabel &label = figure.rows.labels[static_cast<std::size_t>(row)];
        const LabelLook look = lookOf(label, stateOf(row, highlights.row, highlights.hoveredRow), height, style);
        painter.setFont(look.font);
        painter.setPen(look.color);
        const QRectF box(0, frame.top(row + 0.5) - style.map.labelHeight / 2, frame.cells.left() - style.map.labelGap,
                         style.map.labelHeight);
        painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, elided(label, look.font, style));
    }
}

void drawColumnLabels(QPainter &painter, const core::HeatMapFigure &figure, const HeatMapFrame &frame,
                      const HeatMapHighlights &highlights, const FigureStyle &style)
{
    const double width = frame.columnWidth();
    const LabelExtents extents = labelExtents(figure, style);
    const double spacing = columnSpacing(extents, width);
    const int step = writtenColumns(figure, extents, width, style);
    const int count = static_cast<int>(figure.columns.labels.size());
    const bool stand = columnsStand(extents, width, style.map);
    for (const int column : writtenLabels(frame.columns, count, step, {highlights.column, highlights.hoveredColumn})) {
        const core::AxisLabel &label = figure.columns.labels[static_cast<std::size_t>(column)];
        const LabelLook look = lookOf(label, stateOf(column, highlights.column, highlights.hoveredColumn), spacing, style);
        painter.setFont(look.font);
        painter.setPen(look.color);
        const QPointF foot(frame.left(column + 0.5) + style.map.scale, frame.cells.top() - style.map.labelGap);
        if (stand)
            drawStanding(painter, foot, elided(label, look.font, style));
        else
            drawLeaning(painter, foot, elided(label, look.font, style), extents.angle);
    }
}

// Over the middle of the columns, and upright beside the middle of the rows, both within the picture.
void drawNamesBeside(QPainter &painter, const HeatMapPicture &picture, const FigureStyle &style)
{
    const core::HeatMapFigure &figure = picture.figure;
    const HeatMapFrame &frame = picture.frame;
    const QFontMetricsF metrics(style.axisName);
    const LabelExtents extents = labelExtents(figure, style);
    const auto startOf = [](double middle, double length, double room) {
        return std::clamp(middle - length / 2, 0.0, std::max(0.0, room - length));
    };
    const QString columns = columnsName(figure, style);
    const double width = metrics.horizontalAdvance(columns);
    painter.drawText(QPointF(startOf(frame.cells.center().x(), width, picture.size.width()), metrics.ascent()), columns);
    const QString rows = rowsName(figure, style);
    const double length = metrics.horizontalAdvance(rows);
    const double labels = extents.rows * labelText(frame.rowHeight(), style.map) / style.map.largestText;
    const double left = std::max(0.0, frame.cells.left() - style.map.labelGap - labels - extents.nameBeside);
    const QTransform upright = painter.transform();
    painter.translate(left + metrics.ascent(), startOf(frame.cells.center().y(), length, picture.size.height()) + length);
    painter.rotate(-90);
    painter.drawText(QPointF(), rows);
    painter.setTransform(upright);
}

void drawAxisNames(QPainter &painter, const HeatMapPicture &picture, const FigureStyle &style)
{
    const core::HeatMapFigure &figure = picture.figure;
    const HeatMapFrame &frame = picture.frame;
    painter.setFont(style.axisName);
    painter.setPen(style.theme.mutedText);
    if (style.isOnPaper())
        return drawNamesBeside(painter, picture, style);
    const double line = QFontMetricsF(style.axisName).height();
    const QRectF corner(0, frame.cells.top() - 2 * line - style.map.namesGap, frame.cells.left() - style.map.labelGap, line);
    const auto right = Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip;
    painter.drawText(corner, right, columnsName(figure, style));
    painter.drawText(corner.translated(0, line), right, rowsName(figure, style));
}

// Numbers in the cells, as large as the narrowest has room for; none where that is too small to be read on a screen.
void drawCellNumbers(QPainter &painter, const HeatMapPicture &picture, const FigureStyle &style)
{
    const core::HeatMapFigure &figure = picture.figure;
    const HeatMapFrame &frame = picture.frame;
    const double size = numberText(figure, frame.cells.size(), style);
    if (size < style.map.leastNumber && !style.isOnPaper())
        return;
    const std::vector<std::uint8_t> indices = core::colorIndices(core::viewOf(figure.values), figure.scale);
    painter.setFont(fontOfSize(style.body, size));
    std::size_t cell = 0;
    for (int row = 0; row < static_cast<int>(figure.values.rows()); ++row) {
        for (int column = 0; column < static_cast<int>(figure.values.cols()); ++column, ++cell) {
            painter.setPen(readableOn(QColor(picture.colors[indices[cell]]), style.theme));
            painter.drawText(frame.cell({row, column}), Qt::AlignCenter | Qt::TextDontClip, cellNumber(figure, row, column));
        }
    }
}

void drawHighlights(QPainter &painter, const HeatMapFrame &frame, const HeatMapHighlights &highlights,
                    const FigureStyle &style)
{
    const double reach = style.map.highlightReach;
    painter.save();
    painter.setClipRect(frame.cells.adjusted(-reach, -reach, reach, reach));
    drawDots(painter, frame, highlights.marked, style);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QColor hover = mixed(style.theme.accent, style.theme.card, 0.45);
    if (highlights.hoveredRow)
        outline(painter, frame.rowBand(*highlights.hoveredRow), hover, style.hoverWidth);
    if (highlights.hoveredColumn)
        outline(painter, frame.columnBand(*highlights.hoveredColumn), hover, style.hoverWidth);
    if (highlights.column)
        outline(painter, frame.columnBand(*highlights.column), style.theme.accent, style.selectionWidth);
    if (highlights.row)
        outline(painter, frame.rowBand(*highlights.row), style.theme.accent, style.selectionWidth);
    painter.restore();
}

CellImageLayout imageLayout(const HeatMapPicture &picture, const FigureStyle &style)
{
    return {.rows = picture.frame.rows,
            .columns = picture.frame.columns,
            .size = (picture.frame.cells.size() * picture.pixelRatio).toSize(),
            .gap = style.theme.card.rgb()};
}

// The cell that is pointed at, else the locked one.
std::optional<CellIndex> markedCell(const core::HeatMapFigure &figure, const HeatMapHighlights &highlights)
{
    const auto row = highlights.hoveredRow ? highlights.hoveredRow : highlights.row;
    const auto column = highlights.hoveredColumn ? highlights.hoveredColumn : highlights.column;
    if (!row || !column || *row >= figure.values.rows() || *column >= figure.values.cols())
        return std::nullopt;
    return CellIndex{*row, *column};
}

ColorBar colorBarOf(const HeatMapPicture &picture, const HeatMapHighlights &highlights, const FigureStyle &style)
{
    const double width = picture.size.width();
    const QRectF &cells = picture.frame.cells;
    const double left = std::clamp(width - leastColorBarWidth(picture.figure, style), 0.0, cells.left());
    const double captionWidth = width - left;
    const double room = picture.figure.shape == core::CellShape::Square ? style.colorBar.leastWidth : captionWidth;
    const QRectF block(left, cells.bottom() + style.colorBar.gap, std::min(captionWidth, std::max(cells.width(), room)),
                       style.colorBar.height);
    return {block, captionWidth, markedCell(picture.figure, highlights), mergedCells(imageLayout(picture, style))};
}

// As many pixels of the device as there are, each in a cell's color.
void drawImageOfCells(QPainter &painter, const HeatMapPicture &picture, const CellRaster &cells, const FigureStyle &style)
{
    QImage image = cells.image(imageLayout(picture, style), picture.colors);
    image.setDevicePixelRatio(picture.pixelRatio);
    painter.drawImage(picture.frame.cells.topLeft(), image);
}

void drawCellsOnPaper(QPainter &painter, const HeatMapPicture &picture, const CellRaster &cells, const FigureStyle &style)
{
    const auto rows = picture.figure.values.rows();
    const auto columns = picture.figure.values.cols();
    const CellImageLayout pixelPerCell{.rows = {0, static_cast<double>(rows)},
                                       .columns = {0, static_cast<double>(columns)},
                                       .size = QSize(static_cast<int>(columns), static_cast<int>(rows))};
    const QImage pixels = cells.image(pixelPerCell, picture.colors);
    if (std::max(rows, columns) <= mostVectorCells)
        drawRectangles(painter, pixels, picture.frame.cells, style.cellOverlap);
    else
        drawLossless(painter, pixels, picture.frame.cells);
}

}  // namespace

void drawCells(QPainter &painter, const HeatMapPicture &picture, const CellRaster &cells, const FigureStyle &style)
{
    const QRectF &box = picture.frame.cells;
    if (picture.figure.isEmpty() || box.isEmpty())
        return;
    if (style.cellOverlap > 0)
        drawCellsOnPaper(painter, picture, cells, style);
    else
        drawImageOfCells(painter, picture, cells, style);
    painter.setPen(QPen(style.theme.hairline, style.hairlineWidth));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(-style.map.outset, -style.map.outset, 0, 0));
}

void drawAroundCells(QPainter &painter, const HeatMapPicture &picture, const HeatMapHighlights &highlights,
                     const FigureStyle &style)
{
    const core::HeatMapFigure &figure = picture.figure;
    const HeatMapFrame &frame = picture.frame;
    if (figure.isEmpty() || frame.cells.isEmpty())
        return;
    painter.setRenderHint(QPainter::TextAntialiasing);
    drawRowLabels(painter, figure, frame, highlights, style);
    drawColumnLabels(painter, figure, frame, highlights, style);
    drawAxisNames(painter, picture, style);
    if (figure.hasNumbers)
        drawCellNumbers(painter, picture, style);
    drawHighlights(painter, frame, highlights, style);
    if (figure.hasColorBar)
        drawColorBar(painter, figure, colorBarOf(picture, highlights, style), picture.colors, style);
}

QString readOut(const core::HeatMapFigure &figure, CellIndex cell)
{
    const auto index = static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(figure.values.cols()) +
                       static_cast<std::size_t>(cell.column);
    if (index < figure.notes.size())
        return QString::fromStdString(figure.notes[index]);
    for (const core::NamedValue &named : figure.named) {
        if (static_cast<float>(named.value) == figure.values(cell.row, cell.column))
            return QString::fromStdString(named.name);
    }
    return QString::fromStdString(
        core::formatNumber(figure.values(cell.row, cell.column), figure.isWhole ? 0 : core::decimalsOf(figure.scale) + 1));
}

}  // namespace ui
