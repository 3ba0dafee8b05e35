#pragma once

#include "ui/render/axis_zoom.h"
#include "ui/render/curve_frame.h"
#include "ui/render/curve_graphs.h"

#include <QSize>

class QCPAxis;
class QCustomPlot;

namespace ui {

// Fills a QCustomPlot with a figure of curves: the one on screen, which is filled again with every figure, and those that
// render() draws.
class CurveChart
{
public:
    explicit CurveChart(QCustomPlot &plot);

    // Over the same axes the stretch that somebody zoomed into stays.
    void show(core::CurveFigure figure, const FigureStyle &style);
    const core::CurveFigure &figure() const { return m_figure; }
    // Leaves room for the numbers, the axes' names and the names at the curves' ends in a picture of the size.
    void layOut(const QSize &size);
    // As it was laid out.
    CurveFrame frame() const;

    void showAll();
    void keepRangesWithin();
    // Moves the axes as far as the point is not to be seen.
    void reveal(const CurvePoint &point);

private:
    void showAxis(QCPAxis &axis, ZoomLimits &limits, const core::CurveAxis &shown, const core::AxisRange &whole,
                  bool keepsZoom);
    double leftMargin() const;
    double rightMargin(const QSize &size) const;

    QCustomPlot &m_plot;
    CurveGraphs m_graphs;
    core::CurveFigure m_figure;
    FigureStyle m_style;
    ZoomLimits m_xLimits;
    ZoomLimits m_yLimits;
    QSize m_size;
};

}  // namespace ui
