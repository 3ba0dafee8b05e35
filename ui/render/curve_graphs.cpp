#include "ui/render/curve_graphs.h"

#include "ui/render/curve_look.h"
#include "ui/render/curve_notes.h"
#include "ui/render/painted_layer.h"
#include "ui/render/point_marker.h"

#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace ui {
namespace {

// From the back to the front; the figure's other graphs lie in "main".
constexpr std::array<const char *, 3> layersBehind{"bands", "crowd", "intervals"};

constexpr double unscaledSize = 6;  // of a scatter style whose shape is a path of ours

// Dots at the very edge of the axes are seen whole.
class DottedGraph : public QCPGraph
{
public:
    DottedGraph(QCustomPlot &plot, const double &reach) : QCPGraph(plot.xAxis, plot.yAxis), m_reach(reach)
    {
        setSelectable(QCP::stNone);
    }

protected:
    QRect clipRect() const override
    {
        const int reach = qCeil(m_reach);
        return QCPGraph::clipRect().adjusted(-reach, -reach, reach, reach);
    }

private:
    const double &m_reach;
};

bool hasPlace(double value, const core::CurveAxis &axis)
{
    return !std::isnan(value) && (axis.scale == core::AxisScale::Linear || value >= 0);
}

QVector<QCPGraphData> graphData(const std::vector<double> &x, const std::vector<double> &y, const core::CurveFigure &figure)
{
    QVector<QCPGraphData> data;
    data.reserve(static_cast<qsizetype>(x.size()));
    for (std::size_t point = 0; point < x.size(); ++point) {
        if (hasPlace(x[point], figure.x))
            data.push_back({x[point], hasPlace(y[point], figure.y) ? y[point] : std::numeric_limits<double>::quiet_NaN()});
    }
    return data;
}

QCPScatterStyle scatterOf(core::PointMarker marker, double radius, const QPen &pen, const QBrush &brush)
{
    return marker == core::PointMarker::Circle
               ? QCPScatterStyle(QCPScatterStyle::ssCircle, pen, brush, 2 * radius)
               : QCPScatterStyle(QCPScatterStyle::ssDiamond, pen, brush, 2 * radius * diamondGrowth);
}

bool isMain(const core::Curve &curve)
{
    return curve.role == core::CurveRole::Primary || curve.role == core::CurveRole::Secondary;
}

bool isInCrowd(const core::Curve &curve)
{
    return curve.role == core::CurveRole::Crowd && curve.form == core::CurveForm::Line;
}

}  // namespace

CurveGraphs::CurveGraphs(QCustomPlot &plot) : m_plot(plot)
{
    plot.setCurrentLayer(QStringLiteral("main"));
    for (const char *layer : layersBehind)
        plot.addLayer(QLatin1String(layer), plot.layer(QStringLiteral("main")), QCustomPlot::limBelow);
    plot.addLayer(QStringLiteral("bounds"), plot.layer(QStringLiteral("axes")));
    new PaintedLayer(&plot, QStringLiteral("crowd"), [this](QCPPainter &painter) { drawCrowd(painter); });
}

void CurveGraphs::show(const core::CurveFigure &figure, const FigureStyle &style)
{
    m_reach = style.curves.dotRadius + style.curves.slack;
    m_curves.clear();
    m_crowd.clear();
    for (QCPErrorBars *interval : std::exchange(m_intervals, {}))
        m_plot.removePlottable(interval);
    showBands(figure, style);
    int references = 0;
    for (const auto role :
         {core::CurveRole::Crowd, core::CurveRole::Reference, core::CurveRole::Secondary, core::CurveRole::Primary}) {
        for (const core::Curve &curve : figure.curves) {
            if (curve.role != role || curve.form == core::CurveForm::Mark)
                continue;
            const DrawnCurve drawn{&curve, penOf(curve, references, style)};
            references += role == core::CurveRole::Reference ? 1 : 0;
            if (isInCrowd(curve))
                m_crowd.push_back(drawn);
            else if (curve.form == core::CurveForm::Interval)
                addInterval(drawn, figure, style);
            else if (curve.form == core::CurveForm::Points)
                addPoints(drawn, figure, style);
            else
                addLine(drawn, figure);
        }
    }
    for (const core::Curve &curve : figure.curves) {
        if (curve.form == core::CurveForm::Mark)
            addLine({&curve, markPen(curve, style)}, figure);
    }
    while (m_graphs.size() > m_curves.size()) {
        m_plot.removePlottable(m_graphs.back());
        m_graphs.pop_back();
    }
    showBounds(figure, style);
}

void CurveGraphs::showBands(const core::CurveFigure &figure, const FigureStyle &style)
{
    for (QCPGraph *graph : std::exchange(m_bandGraphs, {}))
        m_plot.removePlottable(graph);
    for (const core::CurveBand &band : figure.bands) {
        for (const auto *edge : {&band.low, &band.high}) {
            auto *graph = new DottedGraph(m_plot, m_reach);
            graph->setLayer(QStringLiteral("bands"));
            graph->setPen(bandEdge(band, style));
            graph->data()->set(graphData(band.x, *edge, figure), /*alreadySorted=*/true);
            m_bandGraphs.push_back(graph);
        }
        m_bandGraphs.back()->setBrush(bandColor(band, style));
        m_bandGraphs.back()->setChannelFillGraph(m_bandGraphs[m_bandGraphs.size() - 2]);
    }
}

void CurveGraphs::showBounds(const core::CurveFigure &figure, const FigureStyle &style)
{
    while (m_bounds.size() > figure.bounds.size()) {
        m_plot.removeItem(m_bounds.back());
        m_bounds.pop_back();
    }
    while (m_bounds.size() < figure.bounds.size()) {
        auto *line = new QCPItemStraightLine(&m_plot);
        line->setSelectable(false);
        line->setLayer(QStringLiteral("bounds"));
        m_bounds.push_back(line);
    }
    for (std::size_t index = 0; index < m_bounds.size(); ++index) {
        const core::BoundLine &bound = figure.bounds[index];
        const bool isAcrossX = bound.axis == core::BoundLine::Axis::X;
        m_bounds[index]->setPen(boundPen(style));
        for (QCPItemPosition *position : {m_bounds[index]->point1, m_bounds[index]->point2}) {
            const double end = position == m_bounds[index]->point1 ? 0 : 1;
            position->setTypeX(isAcrossX ? QCPItemPosition::ptPlotCoords : QCPItemPosition::ptAxisRectRatio);
            position->setTypeY(isAcrossX ? QCPItemPosition::ptAxisRectRatio : QCPItemPosition::ptPlotCoords);
            position->setCoords(isAcrossX ? bound.at : end, isAcrossX ? end : bound.at);
        }
    }
}

// A line with a bar across each end, and its middle point large. Bars are solid where the line is dashed, which error bars'
// whiskers would not be.
void CurveGraphs::addInterval(const DrawnCurve &drawn, const core::CurveFigure &figure, const FigureStyle &style)
{
    const core::Curve &curve = *drawn.curve;
    const QPen solid(drawn.pen.color(), style.curves.markLine / 2, Qt::SolidLine, Qt::FlatCap);
    QPainterPath bar(QPointF(0, -style.curves.halfBar));
    bar.lineTo(0, style.curves.halfBar);
    addScatter(curve, graphData({curve.x[0], curve.x[2]}, {curve.y[0], curve.y[2]}, figure),
               QCPScatterStyle(bar, solid, Qt::NoBrush, unscaledSize));
    QCPGraph &estimate =
        addScatter(curve, graphData({curve.x[1]}, {curve.y[1]}, figure),
                   scatterOf(curve.marker, style.curves.dotRadius + style.curves.estimateGrowth, solid, drawn.pen.color()));
    auto *interval = new QCPErrorBars(m_plot.xAxis, m_plot.yAxis);
    interval->setSelectable(QCP::stNone);
    interval->setLayer(QStringLiteral("intervals"));
    interval->setErrorType(QCPErrorBars::etKeyError);
    interval->setDataPlottable(&estimate);
    interval->setSymbolGap(0);
    interval->setWhiskerWidth(0);
    interval->setPen(drawn.pen);
    interval->setData({curve.x[1] - curve.x[0]}, {curve.x[2] - curve.x[1]});
    m_intervals.push_back(interval);
}

void CurveGraphs::addLine(const DrawnCurve &drawn, const core::CurveFigure &figure)
{
    QCPGraph &graph = nextGraph(*drawn.curve);
    graph.setLineStyle(QCPGraph::lsLine);
    graph.setPen(drawn.pen);
    graph.setScatterStyle(QCPScatterStyle::ssNone);
    graph.data()->set(graphData(drawn.curve->x, drawn.curve->y, figure), /*alreadySorted=*/true);
}

// Points that lie on each other become stronger.
void CurveGraphs::addPoints(const DrawnCurve &drawn, const core::CurveFigure &figure, const FigureStyle &style)
{
    QColor inside = drawn.pen.color();
    inside.setAlphaF(0.55F);
    addScatter(
        *drawn.curve, graphData(drawn.curve->x, drawn.curve->y, figure),
        scatterOf(drawn.curve->marker, style.curves.dotRadius, QPen(drawn.pen.color(), style.curves.thinLine), inside));
}

QCPGraph &CurveGraphs::addScatter(const core::Curve &curve, const QVector<QCPGraphData> &points,
                                  const QCPScatterStyle &marks)
{
    QCPGraph &graph = nextGraph(curve);
    graph.setLineStyle(QCPGraph::lsNone);
    graph.setScatterStyle(marks);
    graph.data()->set(points);
    return graph;
}

QCPGraph &CurveGraphs::nextGraph(const core::Curve &curve)
{
    if (m_graphs.size() == m_curves.size())
        m_graphs.push_back(new DottedGraph(m_plot, m_reach));
    m_curves.push_back(&curve);
    return *m_graphs[m_curves.size() - 1];
}

// Hollow dots on primary curves and filled ones on secondary: told apart without color, too.
void CurveGraphs::showDots(const FigureStyle &style)
{
    const QCPRange seen = m_plot.xAxis->range();
    const int width = m_plot.axisRect()->width();
    for (std::size_t index = 0; index < m_curves.size(); ++index) {
        const core::Curve &curve = *m_curves[index];
        if (curve.form != core::CurveForm::Line || !isMain(curve))
            continue;
        const auto count = std::ranges::count_if(curve.x, [&](double x) { return seen.contains(x); });
        const QColor color = colorOf(curve.role, style.theme);
        const QColor inside = curve.role == core::CurveRole::Primary ? style.theme.card : color;
        const bool isRoomy = width >= style.curves.roomyPoints * static_cast<double>(count);
        m_graphs[index]->setScatterStyle(
            isRoomy ? scatterOf(curve.marker, style.curves.dotRadius, QPen(color, style.curves.dotLine), inside)
                    : QCPScatterStyle::ssNone);
    }
}

// All in one go: hundreds of curves as graphs of their own would cost a key press more than they are worth.
void CurveGraphs::drawCrowd(QCPPainter &painter) const
{
    const int reach = qCeil(m_reach);
    painter.setClipRect(m_plot.axisRect()->rect().adjusted(-reach, -reach, reach, reach));
    painter.setAntialiasing(true);
    QPolygonF line;
    for (const DrawnCurve &drawn : m_crowd) {
        painter.setPen(drawn.pen);
        drawCurve(painter, *drawn.curve, {.plot = {}, .x = m_plot.xAxis, .y = m_plot.yAxis}, line);
    }
}

}  // namespace ui
