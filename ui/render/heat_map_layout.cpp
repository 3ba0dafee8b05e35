#include "ui/render/heat_map_layout.h"

#include "ui/render/heat_map_frame.h"

#include <QFontMetricsF>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double lineOfLabel = 1.1;   // line height in font sizes; tight, as cells are
constexpr double tallestCell = 1.25;  // in widths: rows may use spare height, as their labels read better for it
constexpr double wholeCell = 3;       // device units from which all cells are made equally large

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
double beyondCells(const std::vector<double> &lastColumns, double columnWidth, double scale, double text)
{
    const double cosine = std::cos(qDegreesToRadians(labelAngle));
    double beyond = 0;
    for (std::size_t column = 0; column < lastColumns.size(); ++column)
        beyond = std::max(beyond, lastColumns[column] * scale * cosine + text / 2 -
                                      (static_cast<double>(column) + 0.5) * columnWidth);
    return beyond;
}

double extentOf(double cell, double count)
{
    return std::max(1.0, cell >= wholeCell ? std::floor(cell) * count : std::floor(cell * count));
}

}  // namespace

QString rowsName(const core::HeatMapFigure &figure)
{
    return QString::fromStdString(figure.rows.name) + QStringLiteral(" ↓");
}

QString columnsName(const core::HeatMapFigure &figure)
{
    return QString::fromStdString(figure.columns.name) + QStringLiteral(" →");
}

double labelText(double spacing, const HeatMapSizes &sizes)
{
    return std::clamp(spacing / lineOfLabel, sizes.smallestText, sizes.largestText);
}

int writtenStep(double spacing, const HeatMapSizes &sizes)
{
    return labelStep(spacing, sizes.smallestText * lineOfLabel);
}

bool columnsStand(const LabelExtents &extents, double columnWidth, const HeatMapSizes &sizes)
{
    return extents.columnsMayStand && extents.columns + sizes.standingGap <= columnWidth;
}

LabelExtents labelExtents(const core::HeatMapFigure &figure, const FigureStyle &style)
{
    const QFontMetricsF metrics(fontOfSize(style.body, style.map.largestText));
    const QFontMetricsF noteMetrics(style.note);
    const double longest = style.map.longestLabel;
    return {widest(figure.rows, metrics, longest),
            widest(figure.columns, metrics, longest),
            lastWidths(figure.columns, metrics, longest),
            std::max(noteMetrics.horizontalAdvance(rowsName(figure)), noteMetrics.horizontalAdvance(columnsName(figure))),
            2 * noteMetrics.height() + style.map.namesGap,
            !figure.columns.showsUnits};
}

QMarginsF heatMapMargins(const LabelExtents &extents, double rowHeight, double columnWidth, const FigureStyle &style)
{
    const HeatMapSizes &sizes = style.map;
    const double sine = std::sin(qDegreesToRadians(labelAngle));
    const double cosine = std::cos(qDegreesToRadians(labelAngle));
    const double rowScale = labelText(rowHeight, sizes) / sizes.largestText;
    const double columnScale = labelText(columnWidth * sine, sizes) / sizes.largestText;
    const double leaning = sizes.largestText * columnScale;
    const bool stand = columnsStand(extents, columnWidth, sizes);
    const double above = stand ? leaning : extents.columns * columnScale * sine + leaning * cosine;
    const double beyond = stand ? 0 : beyondCells(extents.lastColumns, columnWidth, columnScale, leaning);
    const bool merges = std::min(rowHeight, columnWidth) < 1;
    return {std::max(extents.rows * rowScale, extents.axisNames) + sizes.labelGap + sizes.edge,
            std::max(above + sizes.labelGap, extents.axisLines), std::max(sizes.leastRight, beyond),
            style.colorBar.height + style.colorBar.below + (merges ? style.colorBar.mergeNote : 0)};
}

// Labels shrink with the cells and cells grow with the room labels leave: two rounds settle it.
QRectF cellsWithin(const QSizeF &size, const core::HeatMapFigure &figure, const LabelExtents &extents,
                   const FigureStyle &style)
{
    const bool isSquare = figure.shape == core::CellShape::Square;
    const double rows = std::max<double>(1, figure.values.rows());
    const double columns = std::max<double>(1, figure.values.cols());
    double rowHeight = style.map.firstCell;
    double columnWidth = style.map.firstCell;
    QMarginsF margins;
    for (int round = 0; round < 2; ++round) {
        margins = heatMapMargins(extents, rowHeight, columnWidth, style);
        columnWidth = std::max(1.0, size.width() - margins.left() - margins.right()) / columns;
        rowHeight = std::max(1.0, size.height() - margins.top() - margins.bottom()) / rows;
        columnWidth = std::min(isSquare ? rowHeight : style.map.widestStrip, columnWidth);
        rowHeight = std::min(rowHeight, isSquare ? tallestCell * columnWidth : style.map.tallestStrip);
    }
    const double width = extentOf(columnWidth, columns);
    const double height = extentOf(rowHeight, rows);
    const double slack = std::max(0.0, size.width() - margins.left() - margins.right() - width);
    const double indent = isSquare ? slack / 2 : 0;
    return QRectF(std::round(margins.left() + indent), std::ceil(margins.top()), width, height).toRect();
}

}  // namespace ui
