#include "ui/plot/curve_plot.h"

#include "ui/plot/escape_key.h"
#include "ui/plot/range_gestures.h"
#include "ui/render/curve_chart.h"
#include "ui/render/curve_notes.h"
#include "ui/render/painted_layer.h"
#include "ui/theme/spoken_picture.h"
#include "ui/theme/text_scale.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double reach = 28;  // pixels from the pointer within which a point is read out
constexpr double grip = 6;    // and within which a bound is taken hold of

bool holds(const core::CurveFigure &figure, CurvePoint point)
{
    return point.curve < static_cast<int>(figure.curves.size()) &&
           point.point < static_cast<int>(figure.curves[static_cast<std::size_t>(point.curve)].y.size());
}

bool isMovable(const core::CurveFigure &figure, int bound)
{
    return bound < static_cast<int>(figure.bounds.size()) && figure.bounds[static_cast<std::size_t>(bound)].isMovable;
}

}  // namespace

CurvePlot::CurvePlot(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setStatusTip(tr("Wheel zooms · drag moves · double click shows all"));
    createPlot();
    applyStyle();
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::createPlot()
{
    m_plot = new QCustomPlot(this);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_chart = std::make_unique<CurveChart>(*m_plot);
    m_gestures = std::make_unique<RangeGestures>(*m_plot);
    m_overlay = m_plot->layer(QStringLiteral("overlay"));
    new PaintedLayer(m_plot, QStringLiteral("overlay"), [this](QCPPainter &painter) { drawOverlay(painter); });
    connect(m_plot, &QCustomPlot::beforeReplot, this, &CurvePlot::layOut);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis})
        connect(axis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this] { m_chart->keepRangesWithin(); });
}

void CurvePlot::applyStyle()
{
    m_style = figureStyleOf(*this);
    m_plot->setBackground(m_style.theme.card);
}

const core::CurveFigure &CurvePlot::figure() const
{
    return m_chart->figure();
}

CurveFrame CurvePlot::frame() const
{
    return m_chart->frame();
}

void CurvePlot::setFigure(core::CurveFigure shown)
{
    m_chart->show(std::move(shown), m_style);
    for (auto *point : {&m_pointed, &m_selected}) {
        if (*point && !holds(figure(), **point))
            point->reset();
    }
    if (m_dragged && !isMovable(figure(), *m_dragged))
        m_dragged.reset();
    if (!figure().title.empty())  // an empty figure has none, and the plot keeps its name
        setAccessibleName(QString::fromStdString(figure().title));
    describe();
    if (isVisible())
        m_plot->replot();
    else
        layOut();
}

void CurvePlot::layOut()
{
    m_chart->layOut(size());
}

void CurvePlot::drawOverlay(QCPPainter &painter)
{
    m_hasBuffers = true;
    if (m_selected)
        drawSelected(painter, figure(), frame(), *m_selected, m_style);
    if (m_pointed)
        drawPointed(painter, figure(), frame(), *m_pointed, m_style);
}

void CurvePlot::point(const std::optional<CurvePoint> &point)
{
    if (point == m_pointed)
        return;
    m_pointed = point;
    describe();
    replotOverlay();
}

void CurvePlot::setSelected(const std::optional<CurvePoint> &selected)
{
    const auto held = selected && holds(figure(), *selected) ? selected : std::nullopt;
    if (held == m_selected)
        return;
    m_selected = held;
    replotOverlay();
}

void CurvePlot::replotOverlay()
{
    if (m_hasBuffers)
        m_overlay->replot();
}

QSize CurvePlot::minimumSizeHint() const
{
    return {180, scaledToText(96)};
}

void CurvePlot::describe()
{
    setAccessibleDescription(QString::fromStdString(figure().explanation));
    if (!m_pointed) {
        speakValue(*this, {});
        return;
    }
    const core::Curve &curve = figure().curves[static_cast<std::size_t>(m_pointed->curve)];
    speakValue(*this, QStringLiteral("%1: %2").arg(QString::fromStdString(curve.name), readOut(figure(), *m_pointed)));
}

void CurvePlot::step(int curves, int points)
{
    if (figure().curves.empty())
        return;
    const CurvePoint from = m_pointed.value_or(CurvePoint{});
    const bool isFirst = !m_pointed.has_value();  // the first key press shows where the read-out is
    const int last = static_cast<int>(figure().curves.size()) - 1;
    const int curve = std::clamp(from.curve + (isFirst ? 0 : curves), 0, last);
    const int lastPoint = static_cast<int>(figure().curves[static_cast<std::size_t>(curve)].y.size()) - 1;
    if (lastPoint >= 0)
        point(CurvePoint{curve, std::clamp(from.point + (isFirst ? 0 : points), 0, lastPoint)});
    if (m_pointed)
        m_chart->reveal(*m_pointed);
}

void CurvePlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    applyStyle();
    m_chart->show(figure(), m_style);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

bool CurvePlot::event(QEvent *event)
{
    return (m_pointed && takesEscape(*event)) || QWidget::event(event);
}

void CurvePlot::keyPressEvent(QKeyEvent *event)
{
    if (!figure().isEmpty() && m_gestures->pressKey(*event))
        return point(std::nullopt);
    switch (event->key()) {
    case Qt::Key_0: showAll(); break;
    case Qt::Key_Escape: point(std::nullopt); break;
    case Qt::Key_Left: step(0, -1); break;
    case Qt::Key_Right: step(0, 1); break;
    case Qt::Key_Up: step(-1, 0); break;
    case Qt::Key_Down: step(1, 0); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_pointed)
            emit pointClicked(*m_pointed);
        break;
    default: QWidget::keyPressEvent(event);
    }
}

void CurvePlot::leaveEvent(QEvent *)
{
    point(std::nullopt);
}

void CurvePlot::drag(QPointF position)
{
    const int index = *m_dragged;
    const core::BoundLine &bound = figure().bounds[static_cast<std::size_t>(index)];
    const double value = draggedTo(figure(), frame(), bound, position);
    if (value != bound.at)
        emit boundMoved(index, value);
}

void CurvePlot::showWhatCanBeDragged(QPointF position)
{
    const auto bound = movableBoundAt(figure(), frame(), position, grip);
    if (!bound)
        unsetCursor();
    else
        setCursor(figure().bounds[static_cast<std::size_t>(*bound)].axis == core::BoundLine::Axis::X ? Qt::SplitHCursor
                                                                                                     : Qt::SplitVCursor);
}

void CurvePlot::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragged) {
        drag(event->position());
        return;
    }
    if (m_gestures->move(event->position())) {
        point(std::nullopt);
        return;
    }
    showWhatCanBeDragged(event->position());
    point(nearestPoint(figure(), frame(), event->position(), reach));
}

void CurvePlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragged = movableBoundAt(figure(), frame(), event->position(), grip);
    if (m_dragged)
        point(std::nullopt);
    else
        m_gestures->press(event->position());
}

void CurvePlot::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragged.reset();
    showWhatCanBeDragged(event->position());
    const auto clicked = nearestPoint(figure(), frame(), event->position(), reach);
    if (m_gestures->release(event->position()) && clicked)
        emit pointClicked(*clicked);
}

void CurvePlot::mouseDoubleClickEvent(QMouseEvent *)
{
    showAll();
}

void CurvePlot::wheelEvent(QWheelEvent *event)
{
    if (!figure().isEmpty())
        m_gestures->zoom(*event);
    point(std::nullopt);
    event->accept();
}

void CurvePlot::showAll()
{
    m_chart->showAll();
    m_plot->replot();
}

void CurvePlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
    m_plot->setGeometry(rect());
}

// While hidden nothing was drawn.
void CurvePlot::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace ui
