#include "ui/render/heat_map_layout.h"

#include "core/figure/values/figure_text.h"
#include "ui/render/color_bar_painter.h"
#include "ui/render/heat_map_frame.h"

#include <QFontMetricsF>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double lineOfLabel = 1.1;  // line height in font sizes; tight, as cells are
constexpr double wholeCell = 3;      // device units from which all cells are made equally large

double widest(const core::FigureAxis &axis, const QFontMetricsF &metrics, double most)
{
    double width = 0;
    for (const core::AxisLabel &label : axis.labels)
        width = std::max(width, metrics.horizontalAdvance(QString::fromStdString(label.text)));
    return std::min(width, most);
}

// So many columns that the labels before them cannot reach the end, unless columns share pixels.
std::vector<double> lastWidths(const core::FigureAxis &axis, const QFontMetricsF &metrics, double most)
{
    std::vector<double> widths;
    for (auto label = axis.labels.rbegin(); label != axis.labels.rend() && static_cast<double>(widths.size()) < most;
         ++label)
        widths.push_back(std::min(metrics.horizontalAdvance(QString::fromStdString(label->text)), most));
    return widths;
}

// How far the labels' ends lie beyond the last column.
double beyondCells(const LabelExtents &extents, double columnWidth, double scale, double text)
{
    const double cosine = std::cos(qDegreesToRadians(extents.angle));
    double beyond = 0;
    for (std::size_t column = 0; column < extents.lastColumns.size(); ++column)
        beyond = std::max(beyond, extents.lastColumns[column] * scale * cosine + text / 2 -
                                      (static_cast<double>(column) + 0.5) * columnWidth);
    return beyond;
}

// Numbers go in round steps; so do tokens on a screen, where a step holds while the window grows by a little.
int stepOf(const core::FigureAxis &axis, double spacing, double needed, const FigureStyle &style)
{
    const bool isRound = axis.every == 0 && !(axis.showsUnits && style.isOnPaper());
    if (isRound)
        return labelStep(spacing, needed);
    const int every = std::max(1, axis.every);
    return every * std::max(1, static_cast<int>(std::ceil(needed / (spacing * every) - 1e-9)));
}

double extentOf(double cell, double count, const FigureStyle &style)
{
    return std::max(1.0, cell >= wholeCell && !style.isOnPaper() ? std::floor(cell) * count : std::floor(cell * count));
}

}  // namespace

QString rowsName(const core::HeatMapFigure &figure, const FigureStyle &style)
{
    const QString name = QString::fromStdString(figure.rows.name);
    return style.isOnPaper() ? name : name + QStringLiteral(" ↓");
}

QString columnsName(const core::HeatMapFigure &figure, const FigureStyle &style)
{
    const QString name = QString::fromStdString(figure.columns.name);
    return style.isOnPaper() ? name : name + QStringLiteral(" →");
}

double labelText(double spacing, const HeatMapSizes &sizes)
{
    return std::clamp(spacing / lineOfLabel, sizes.smallestText, sizes.largestText);
}

int writtenRows(const core::HeatMapFigure &figure, double spacing, const FigureStyle &style)
{
    return stepOf(figure.rows, spacing, style.map.smallestText * lineOfLabel, style);
}

// Leaning labels lie closer than their columns; lying ones are as wide as they are.
int writtenColumns(const core::HeatMapFigure &figure, const LabelExtents &extents, double spacing, const FigureStyle &style)
{
    const double line = style.map.smallestText * lineOfLabel;
    const double lying = extents.columns + style.map.standingGap;
    const double sine = std::sin(qDegreesToRadians(extents.angle));
    const double needed = !figure.columns.angle ? line : extents.angle == 0 ? lying : std::min(line / sine, lying);
    return stepOf(figure.columns, spacing, needed, style);
}

double leastMapWidth(const core::HeatMapFigure &figure, double least, const FigureStyle &style)
{
    const double column = least / std::max<double>(1, static_cast<double>(figure.values.cols()));
    const QMarginsF margins = heatMapMargins(labelExtents(figure, style), column, column, least, style);
    return margins.left() + margins.right() + least;
}

double columnSpacing(const LabelExtents &extents, double columnWidth)
{
    return extents.angle == 0 ? columnWidth : columnWidth * std::sin(qDegreesToRadians(extents.angle));
}

bool columnsStand(const LabelExtents &extents, double columnWidth, const HeatMapSizes &sizes)
{
    if (extents.angle == 0)
        return true;
    return extents.columnsMayStand && extents.columns + sizes.standingGap <= columnWidth;
}

LabelExtents labelExtents(const core::HeatMapFigure &figure, const FigureStyle &style)
{
    const QFontMetricsF metrics(fontOfSize(style.body, style.map.largestText));
    const QFontMetricsF nameMetrics(style.axisName);
    const double longest = style.map.longestLabel;
    const double names = std::max(nameMetrics.horizontalAdvance(rowsName(figure, style)),
                                  nameMetrics.horizontalAdvance(columnsName(figure, style)));
    const bool areBeside = style.isOnPaper();  // in a column of text no map has a corner to spare
    return {widest(figure.rows, metrics, longest),
            widest(figure.columns, metrics, longest),
            lastWidths(figure.columns, metrics, longest),
            areBeside ? 0 : names,
            areBeside ? 0 : 2 * nameMetrics.height() + style.map.namesGap,
            areBeside ? nameMetrics.height() + style.map.namesGap / 2 : 0,
            !figure.columns.showsUnits && !figure.columns.angle,
            figure.columns.angle.value_or(LabelExtents().angle),
            figure.hasColorBar,
            QFontMetricsF(style.note).horizontalAdvance(captionText(figure))};
}

QString cellNumber(const core::HeatMapFigure &figure, Eigen::Index row, Eigen::Index column)
{
    return QString::fromStdString(
        core::formatNumber(figure.values(row, column), figure.isWhole ? 0 : core::decimalsOf(figure.scale)));
}

double leastNumberedWidth(const core::HeatMapFigure &figure, double text, const FigureStyle &style)
{
    constexpr double room = 1.15;  // of a number's width
    const QFontMetricsF metrics(fontOfSize(style.body, text));
    double widest = 0;
    for (Eigen::Index row = 0; row < figure.values.rows(); ++row) {
        for (Eigen::Index column = 0; column < figure.values.cols(); ++column)
            widest = std::max(widest, metrics.horizontalAdvance(cellNumber(figure, row, column)));
    }
    return room * widest * static_cast<double>(figure.values.cols());
}

double numberText(const core::HeatMapFigure &figure, const QSizeF &size, const FigureStyle &style)
{
    constexpr double tallest = 0.8;  // of a cell
    const double full = style.map.largestText;
    const double high = tallest * size.height() / std::max<double>(1, static_cast<double>(figure.values.rows()));
    return std::min({full, high, full * size.width() / leastNumberedWidth(figure, full, style)});
}

QMarginsF heatMapMargins(const LabelExtents &extents, double rowHeight, double columnWidth, double width,
                         const FigureStyle &style)
{
    const HeatMapSizes &sizes = style.map;
    const double sine = std::sin(qDegreesToRadians(extents.angle));
    const double cosine = std::cos(qDegreesToRadians(extents.angle));
    const double rowScale = labelText(rowHeight, sizes) / sizes.largestText;
    const double columnScale = labelText(columnSpacing(extents, columnWidth), sizes) / sizes.largestText;
    const double leaning = sizes.largestText * columnScale;
    const bool stand = columnsStand(extents, columnWidth, sizes);
    const bool merges = std::min(rowHeight, columnWidth) < 1;
    const double above = stand ? leaning : extents.columns * columnScale * sine + leaning * cosine;
    const double beyond = extents.angle == 0 ? (extents.columns - columnWidth) / 2
                          : stand            ? 0
                                             : beyondCells(extents, columnWidth, columnScale, leaning);
    const double colorBar = style.colorBar.height + style.colorBar.below + (merges ? style.colorBar.mergeNote : 0) +
                            (breaksCaption(extents.caption, width, style) ? style.colorBar.line : 0);
    return {std::max(extents.rows * rowScale, extents.axisNames) + sizes.labelGap + sizes.edge + extents.nameBeside,
            std::max(above + sizes.labelGap, extents.axisLines) + extents.nameBeside, std::max(sizes.leastRight, beyond),
            extents.hasColorBar ? colorBar : sizes.edge};
}

// Labels shrink with the cells and cells grow with the room labels leave: two rounds all but settle it. Where the cells have grown past
// the room of their labels, a third takes the larger room.
QRectF cellsWithin(const QSizeF &size, const core::HeatMapFigure &figure, const LabelExtents &extents,
                   const FigureStyle &style)
{
    const bool isSquare = figure.shape == core::CellShape::Square;
    const double rows = std::max<double>(1, figure.values.rows());
    const double columns = std::max<double>(1, figure.values.cols());
    double rowHeight = style.map.firstCell;
    double columnWidth = style.map.firstCell;
    QMarginsF margins;
    for (int round = 0; round < 3; ++round) {
        const QMarginsF asked = heatMapMargins(extents, rowHeight, columnWidth, size.width(), style);
        margins = round < 2 ? asked : margins | asked;
        columnWidth = std::max(1.0, size.width() - margins.left() - margins.right()) / columns;
        rowHeight = std::max(1.0, size.height() - margins.top() - margins.bottom()) / rows;
        columnWidth = std::min(isSquare ? std::min(rowHeight, style.map.largestCell) : style.map.widestStrip, columnWidth);
        rowHeight = std::min(rowHeight,
                             isSquare ? std::min(tallestCell * columnWidth, style.map.largestCell) : style.map.tallestStrip);
    }
    const double width = extentOf(columnWidth, columns, style);
    const double height = extentOf(rowHeight, rows, style);
    const double slack = std::max(0.0, size.width() - margins.left() - margins.right() - width);
    const double indent = isSquare ? slack / 2 : 0;
    return QRectF(std::round(margins.left() + indent), std::ceil(margins.top()), width, height).toRect();
}

}  // namespace ui
