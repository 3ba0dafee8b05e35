#pragma once

#include "core/figure/values/curve_figure.h"
#include "ui/theme/figure_style.h"

#include <QPen>
#include <QVector>

#include <vector>

class QCPErrorBars;
class QCPGraph;
class QCPGraphData;
class QCPItemStraightLine;
class QCPPainter;
class QCPScatterStyle;
class QCustomPlot;

namespace ui {

// The plottables and items of a plot of curves: bands at the back, then the crowd, intervals, references, secondary and primary
// curves, marks, and bounds. Those of the last figure are used again.
class CurveGraphs
{
public:
    explicit CurveGraphs(QCustomPlot &plot);

    // The figure is read until the next one is shown.
    void show(const core::CurveFigure &figure, const FigureStyle &style);
    // Dots on lines, where the points in sight leave room for them.
    void showDots(const FigureStyle &style);

private:
    struct DrawnCurve {
        const core::Curve *curve = nullptr;
        QPen pen;
    };

    void showBands(const core::CurveFigure &figure, const FigureStyle &style);
    void showBounds(const core::CurveFigure &figure, const FigureStyle &style);
    void addInterval(const DrawnCurve &drawn, const core::CurveFigure &figure, const FigureStyle &style);
    void addLine(const DrawnCurve &drawn, const core::CurveFigure &figure);
    void addPoints(const DrawnCurve &drawn, const core::CurveFigure &figure, const FigureStyle &style);
    QCPGraph &addScatter(const core::Curve &curve, const QVector<QCPGraphData> &points, const QCPScatterStyle &marks);
    QCPGraph &nextGraph(const core::Curve &curve);
    void drawCrowd(QCPPainter &painter) const;

    QCustomPlot &m_plot;
    double m_reach = 0;  // of dots beyond the axes
    std::vector<QCPGraph *> m_bandGraphs;
    std::vector<QCPGraph *> m_graphs;  // each of the curve at the same place below
    std::vector<const core::Curve *> m_curves;
    std::vector<DrawnCurve> m_crowd;
    std::vector<QCPErrorBars *> m_intervals;
    std::vector<QCPItemStraightLine *> m_bounds;
};

}  // namespace ui
