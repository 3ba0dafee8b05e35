#pragma once

#include "ui/render/axis_zoom.h"
#include "ui/render/heat_map_layout.h"
#include "ui/render/heat_map_painter.h"

#include <QSize>

class QCPPainter;
class QCustomPlot;

namespace ui {

// Fills a QCustomPlot with a map: the one on screen, which is filled again with every figure, and those that render() draws.
// QCustomPlot has the ranges and draws in layers. Cells and labels are painted by hand: its color map becomes a JPEG in exports,
// and labels of its axes share one font and color, while ours shrink with the cells, are muted for special tokens, and stand out
// where they are picked out.
class HeatMapChart
{
public:
    explicit HeatMapChart(QCustomPlot &plot);

    // Cells that are as many as before stay zoomed into.
    void show(core::HeatMapFigure figure, const FigureStyle &style);
    const core::HeatMapFigure &figure() const { return m_figure; }
    // Leaves room for labels and color bar in a picture of the size.
    void layOut(const QSize &size);
    // As it was laid out, for the visible range.
    HeatMapFrame frame() const;

    void setHighlights(const HeatMapHighlights &highlights) { m_highlights = highlights; }
    const HeatMapHighlights &highlights() const { return m_highlights; }

    void showAll();
    void keepRangesWithin();
    // Moves the ranges as far as the cell is not to be seen.
    void reveal(const CellIndex &cell);

private:
    void drawMap(QCPPainter &painter) const;
    void drawAroundMap(QCPPainter &painter) const;

    QCustomPlot &m_plot;
    core::HeatMapFigure m_figure;
    CellRaster m_cells;
    HeatMapHighlights m_highlights;
    FigureStyle m_style;
    LabelExtents m_extents;
    ColorTable m_colors{};
    ZoomLimits m_columnLimits;
    ZoomLimits m_rowLimits;
    QSize m_size;
};

}  // namespace ui
