#include "ui/render/curve_chart.h"

#include "ui/render/axes_room.h"
#include "ui/render/axis_ticker.h"
#include "ui/render/curve_legend.h"
#include "ui/render/curve_notes.h"
#include "ui/render/painted_layer.h"
#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double widestEnds = 0.42;   // of the room: names at the curves' ends; on paper they go below before they are cut
constexpr double closestLook = 0.02;  // share of an axis that can fill the plot

int countWithin(double length, double spacing)
{
    return std::max(2, static_cast<int>(length / spacing) + 1);
}

// What the longest of the axis's own names needs.
double nameSpacing(const core::CurveAxis &axis, double letter)
{
    std::size_t longest = 1;
    for (const core::AxisTick &tick : axis.ticks)
        longest = std::max(longest, tick.label.size());
    return letter * static_cast<double>(longest + 1);
}

bool hasBoundAcrossX(const core::CurveFigure &figure)
{
    return std::ranges::any_of(figure.bounds,
                               [](const core::BoundLine &bound) { return bound.axis == core::BoundLine::Axis::X; });
}

QVector<QString> labelsOf(const QCPAxis &axis, const QCPRange &range)
{
    QVector<double> places;
    QVector<QString> texts;
    axis.ticker()->generate(range, QLocale::c(), 'g', 6, places, nullptr, &texts);
    return texts;
}

// Of what is in sight and of all there is, so that zooming hardly ever moves the plot.
double widestLabel(const QCPAxis &axis, const ZoomLimits &limits, const QFontMetricsF &metrics)
{
    double width = 0;
    for (const QCPRange &range : {axis.range(), QCPRange(limits.whole.low, limits.whole.high)})
        for (const QString &text : labelsOf(axis, range))
            width = std::max(width, metrics.horizontalAdvance(text));
    return width;
}

bool isSameAxis(const core::CurveAxis &left, const core::CurveAxis &right)
{
    return left.name == right.name && left.scale == right.scale && left.ticks.size() == right.ticks.size();
}

// Names and numbers only: pictures are quieter without lines along their edges.
void styleAxis(QCPAxis &axis, const FigureStyle &style, double padding)
{
    axis.setBasePen(Qt::NoPen);
    axis.setTickPen(Qt::NoPen);
    axis.setTickLength(0, 0);
    axis.setSubTicks(false);
    axis.setTickLabels(style.curves.writesNumbers);
    axis.setTickLabelFont(style.note);
    axis.setTickLabelColor(style.theme.mutedText);
    axis.setTickLabelPadding(static_cast<int>(std::lround(padding)));
}

}  // namespace

CurveChart::CurveChart(QCustomPlot &plot) : m_plot(plot), m_graphs(plot)
{
    plot.setLocale(QLocale::c());
    plot.setPlottingHint(QCP::phCacheLabels, false);  // the same letters on screen and in a file
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMinimumSize(1, 1);
    plot.xAxis->grid()->setVisible(false);
    plot.addLayer(QStringLiteral("notes"), plot.layer(QStringLiteral("bounds")));
    new PaintedLayer(&plot, QStringLiteral("notes"),
                     [this](QCPPainter &painter) { drawNotes(painter, m_figure, frame(), m_size, m_style); });
    showAll();
}

void CurveChart::show(core::CurveFigure figure, const FigureStyle &style)
{
    const bool keepsZoom = isSameAxis(figure.x, m_figure.x) && isSameAxis(figure.y, m_figure.y);
    m_figure = std::move(figure);
    m_style = style;
    for (QCPAxis *axis : {m_plot.xAxis, m_plot.yAxis})
        axis->setVisible(!m_figure.isEmpty());
    styleAxis(*m_plot.xAxis, style, style.curves.xNumberGap);
    styleAxis(*m_plot.yAxis, style, style.curves.yNumberGap);
    m_plot.yAxis->grid()->setPen(QPen(style.theme.hairline, style.hairlineWidth));
    m_plot.yAxis->grid()->setZeroLinePen(Qt::NoPen);
    showAxis(*m_plot.xAxis, m_xLimits, m_figure.x, core::xRange(m_figure), keepsZoom);
    showAxis(*m_plot.yAxis, m_yLimits, m_figure.y, core::yRange(m_figure), keepsZoom);
    m_graphs.show(m_figure, style);
}

void CurveChart::showAxis(QCPAxis &axis, ZoomLimits &limits, const core::CurveAxis &shown, const core::AxisRange &whole,
                          bool keepsZoom)
{
    const bool isZoomed = keepsZoom && !showsWhole(axis, limits);
    limits = {whole, closestLook};
    axis.setScaleType(shown.scale == core::AxisScale::Logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis.setTicker(axisTicker(shown));
    if (isZoomed)
        keepWithin(axis, limits);
    else
        showWhole(axis, limits);
}

double CurveChart::leftMargin() const
{
    const QFontMetricsF metrics(m_style.note);
    const double asked = metrics.horizontalAdvance(qtText(m_figure.y.widestNumber));
    const double left = std::max(widestLabel(*m_plot.yAxis, m_yLimits, metrics), asked) + m_style.curves.leftGap;
    if (!m_style.isOnPaper() || m_figure.x.ticks.empty())
        return left;
    return std::max(left, metrics.horizontalAdvance(qtText(m_figure.x.ticks.front().label)) / 2 + m_style.curves.slack);
}

// Names at the curves' ends may take no more than their share of the room; half of the last number may need more than they do.
double CurveChart::rightMargin(const QSize &size) const
{
    const double ends = namesStandAtEnds(m_figure, size.width(), m_style) ? widestEndLabel(m_figure, m_style.strongNote) : 0;
    const double wanted = ends > 0 ? std::min(ends + m_style.curves.endMargin, size.width() * widestEnds) : 0;
    const QVector<QString> numbers = labelsOf(*m_plot.xAxis, m_plot.xAxis->range());
    const double last =
        numbers.isEmpty() ? 0 : QFontMetricsF(m_style.note).horizontalAdvance(numbers.back()) / 2 + m_style.curves.slack;
    return std::max({m_style.curves.leastRight, wanted, last});
}

void CurveChart::layOut(const QSize &size)
{
    m_size = size;
    const CurveSizes &sizes = m_style.curves;
    const double line = QFontMetricsF(m_style.note).height();
    const double name = QFontMetricsF(m_style.axisName).height();
    const int top = qCeil(name + sizes.above + (hasBoundAcrossX(m_figure) ? line + sizes.boundLabelGap : 0));
    const int bottom = qCeil(line + name + sizes.below + legendHeight(m_figure, size.width(), m_style));
    const bool hasNames = !m_figure.y.ticks.empty();
    const int height = std::max(1, size.height() - top - bottom);
    m_plot.yAxis->ticker()->setTickCount(countWithin(height, hasNames ? sizes.nameSpacing : sizes.lineSpacing));
    const int left = qCeil(leftMargin());
    const double spacing = m_figure.x.ticks.empty() ? sizes.tickSpacing : nameSpacing(m_figure.x, sizes.letter);
    m_plot.xAxis->ticker()->setTickCount(countWithin(size.width() - left - sizes.leastRight, spacing));
    const int right = qCeil(rightMargin(size));
    m_plot.xAxis->ticker()->setTickCount(countWithin(size.width() - left - right, spacing));
    m_plot.axisRect()->setMargins({left, top, right, bottom});
    m_plot.axisRect()->setOuterRect(QRect(QPoint(), size).united({0, 0, left + right + 1, top + bottom + 1}));
    m_graphs.showDots(m_style);
}

CurveFrame CurveChart::frame() const
{
    return {roomOf(*m_plot.axisRect()), m_plot.xAxis, m_plot.yAxis, m_style.curves};
}

void CurveChart::showAll()
{
    showWhole(*m_plot.xAxis, m_xLimits);
    showWhole(*m_plot.yAxis, m_yLimits);
}

void CurveChart::keepRangesWithin()
{
    keepWithin(*m_plot.xAxis, m_xLimits);
    keepWithin(*m_plot.yAxis, m_yLimits);
}

void CurveChart::reveal(const CurvePoint &point)
{
    const core::Curve &curve = m_figure.curves[static_cast<std::size_t>(point.curve)];
    const auto index = static_cast<std::size_t>(point.point);
    ui::reveal(*m_plot.xAxis, m_xLimits, curve.x[index], curve.x[index]);
    ui::reveal(*m_plot.yAxis, m_yLimits, curve.y[index], curve.y[index]);
}

}  // namespace ui
