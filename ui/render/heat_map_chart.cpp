#include "ui/render/heat_map_chart.h"

#include "ui/render/axes_room.h"
#include "ui/render/painted_layer.h"
#include "ui/theme/qt_text.h"

#include <qcustomplot.h>

#include <algorithm>

namespace ui {
namespace {

constexpr double fewestCells = 3;  // how far one can zoom in

// Coordinates run from -0.5 to n - 0.5, so that cell i is centered on i and border cells are whole.
CellRange cellRange(const QCPAxis &axis)
{
    return {axis.range().lower + 0.5, axis.range().upper + 0.5};
}

ZoomLimits limitsOf(Eigen::Index cells)
{
    const double count = std::max<double>(1, static_cast<double>(cells));
    return {{-0.5, count - 0.5}, std::min(1.0, fewestCells / count)};
}

}  // namespace

HeatMapChart::HeatMapChart(QCustomPlot &plot) : m_plot(plot)
{
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMinimumSize(1, 1);
    for (QCPAxis *axis : plot.axisRect()->axes())
        axis->setVisible(false);
    plot.yAxis->setRangeReversed(true);
    new PaintedLayer(&plot, QStringLiteral("main"), [this](QCPPainter &painter) { drawMap(painter); });
    new PaintedLayer(&plot, QStringLiteral("overlay"), [this](QCPPainter &painter) { drawAroundMap(painter); });
}

void HeatMapChart::show(core::HeatMapFigure figure, const FigureStyle &style)
{
    m_figure = std::move(figure);
    m_style = style;
    m_cells = CellRaster(core::viewOf(m_figure.values), m_figure.scale);
    m_colors = colorTable(qtText(m_figure.colorMap), style.theme);
    m_extents = labelExtents(m_figure, style);
    const ZoomLimits rows = limitsOf(m_figure.values.rows());
    const ZoomLimits columns = limitsOf(m_figure.values.cols());
    const bool hasSameCells = rows == m_rowLimits && columns == m_columnLimits;
    m_rowLimits = rows;
    m_columnLimits = columns;
    if (!hasSameCells)
        showAll();
}

void HeatMapChart::layOut(const QSize &size)
{
    m_size = size;
    const QRect cells = cellsWithin(size, m_figure, m_extents, m_style).toRect();
    m_plot.axisRect()->setMargins({cells.left(), cells.top(), std::max(0, size.width() - cells.right() - 1),
                                   std::max(0, size.height() - cells.bottom() - 1)});
}

HeatMapFrame HeatMapChart::frame() const
{
    return {roomOf(*m_plot.axisRect()), cellRange(*m_plot.yAxis), cellRange(*m_plot.xAxis)};
}

void HeatMapChart::showAll()
{
    showWhole(*m_plot.xAxis, m_columnLimits);
    showWhole(*m_plot.yAxis, m_rowLimits);
}

void HeatMapChart::keepRangesWithin()
{
    keepWithin(*m_plot.xAxis, m_columnLimits);
    keepWithin(*m_plot.yAxis, m_rowLimits);
}

void HeatMapChart::reveal(const CellIndex &cell)
{
    ui::reveal(*m_plot.xAxis, m_columnLimits, cell.column - 0.5, cell.column + 0.5);
    ui::reveal(*m_plot.yAxis, m_rowLimits, cell.row - 0.5, cell.row + 0.5);
}

void HeatMapChart::drawMap(QCPPainter &painter) const
{
    const HeatMapFrame shown = frame();
    drawCells(painter, {m_figure, shown, m_colors, m_size, painter.device()->devicePixelRatioF()}, m_cells, m_style);
}

void HeatMapChart::drawAroundMap(QCPPainter &painter) const
{
    const HeatMapFrame shown = frame();
    drawAroundCells(painter, {m_figure, shown, m_colors, m_size, painter.device()->devicePixelRatioF()}, m_highlights,
                    m_style);
}

}  // namespace ui
