#include "ui/plot/heat_map_plot.h"

#include "ui/plot/range_gestures.h"
#include "ui/render/heat_map_chart.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/spoken_picture.h"
#include "ui/theme/text_scale.h"

#include <QMouseEvent>
#include <qcustomplot.h>

#include <utility>

namespace ui {

namespace {

// "query token film, key token I: 0.21", of the cell that is selected.
QString spokenCell(const core::HeatMapFigure &figure, const HeatMapHighlights &highlights)
{
    const auto place = [](const core::FigureAxis &axis, int index) {
        return qtText(axis.name) + QLatin1Char(' ') + qtText(axis.labels[static_cast<std::size_t>(index)].text);
    };
    const auto isOn = [](const std::optional<int> &index, const core::FigureAxis &axis) {
        return index && *index >= 0 && *index < static_cast<int>(axis.labels.size());
    };
    if (figure.isEmpty() || !isOn(highlights.row, figure.rows) || !isOn(highlights.column, figure.columns))
        return {};
    return QStringLiteral("%1, %2: %3")
        .arg(place(figure.rows, *highlights.row), place(figure.columns, *highlights.column),
             readOut(figure, {*highlights.row, *highlights.column}));
}

}  // namespace

HeatMapPlot::HeatMapPlot(CellShape shape, QWidget *parent) : QWidget(parent), m_shape(shape)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setPaintable(false);
    createPlot();
    applyStyle();
}

HeatMapPlot::~HeatMapPlot() = default;

void HeatMapPlot::createPlot()
{
    m_plot = new QCustomPlot(this);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_overlay = m_plot->layer(QStringLiteral("overlay"));
    m_chart = std::make_unique<HeatMapChart>(*m_plot);
    m_gestures = std::make_unique<RangeGestures>(*m_plot);
    if (m_shape == CellShape::Strips) {
        m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
        m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    }
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis})
        connect(axis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, [this] { m_chart->keepRangesWithin(); });
    connect(m_plot, &QCustomPlot::beforeReplot, this, [this] { m_chart->layOut(m_plot->size()); });
    connect(m_plot, &QCustomPlot::afterReplot, this, [this] {
        m_hasBuffers = true;
        emit drawn();
    });
}

FigureStyle HeatMapPlot::figureStyle() const
{
    FigureStyle style = figureStyleOf(*this);
    if (m_largestCell)
        style.map.largestCell = *m_largestCell * style.map.scale;
    return style;
}

void HeatMapPlot::applyStyle()
{
    const FigureStyle style = figureStyle();
    m_plot->setBackground(style.theme.card);
    m_chart->show(figure(), style);
}

const core::HeatMapFigure &HeatMapPlot::figure() const
{
    return m_chart->figure();
}

const HeatMapHighlights &HeatMapPlot::highlights() const
{
    return m_chart->highlights();
}

void HeatMapPlot::setFigure(core::HeatMapFigure shown)
{
    shown.shape = m_shape;
    const FigureStyle style = figureStyle();
    m_plot->setBackground(style.theme.card);
    m_chart->show(std::move(shown), style);
    if (!figure().title.empty())  // an empty figure has none, and the plot keeps its name
        setAccessibleName(qtText(figure().title));
    setAccessibleDescription(qtText(figure().explanation));
    m_plot->replot();
}

void HeatMapPlot::setHighlights(const HeatMapHighlights &highlights)
{
    if (highlights == m_chart->highlights())
        return;
    m_chart->setHighlights(highlights);
    speakValue(*this, spokenCell(figure(), highlights));
    if (m_hasBuffers)
        m_overlay->replot();
}

void HeatMapPlot::showAll()
{
    m_chart->showAll();
    m_plot->replot();
}

void HeatMapPlot::reveal(const CellIndex &cell)
{
    m_chart->reveal(cell);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

HeatMapFrame HeatMapPlot::frame() const
{
    return m_chart->frame();
}

QSize HeatMapPlot::minimumSizeHint() const
{
    return {240, scaledToText(m_shape == CellShape::Square ? 260 : 160)};
}

std::optional<CellIndex> HeatMapPlot::cellAt(QPointF position) const
{
    return figure().isEmpty() ? std::nullopt : frame().cellAt(position);
}

void HeatMapPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    applyStyle();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void HeatMapPlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(rect());
}

void HeatMapPlot::setPaintable(bool isPaintable)
{
    m_isPaintable = isPaintable;
    setStatusTip(isPaintable ? tr("Drag paints, with the right button the opposite · middle button moves · wheel zooms")
                             : tr("Click selects · wheel zooms · drag moves · double click shows all"));
}

void HeatMapPlot::mousePressEvent(QMouseEvent *event)
{
    if (m_stroke || m_gestures->isPressed())  // one button at a time
        return;
    if (event->button() == Qt::MiddleButton)
        m_gestures->pressAndMove(event->position());
    else if (m_isPaintable)
        beginStroke(*event);
    else if (event->button() == Qt::LeftButton)
        m_gestures->press(event->position());
}

void HeatMapPlot::mouseMoveEvent(QMouseEvent *event)
{
    if (m_stroke)
        strokeTo(event->position());
    else if (m_gestures->isPressed())
        m_gestures->move(event->position());
    else
        emit cellHovered(cellAt(event->position()));
}

void HeatMapPlot::mouseReleaseEvent(QMouseEvent *event)
{
    const auto cell = cellAt(event->position());
    m_stroke.reset();
    if (m_gestures->release(event->position()) && cell)
        emit cellClicked(*cell);
}

// Where cells are painted, a second click is one more stroke.
void HeatMapPlot::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_isPaintable)
        beginStroke(*event);
    else
        showAll();
}

void HeatMapPlot::leaveEvent(QEvent *)
{
    emit cellHovered(std::nullopt);
}

void HeatMapPlot::wheelEvent(QWheelEvent *event)
{
    if (figure().isEmpty())
        return;
    m_gestures->zoom(*event);
    event->accept();
}

// Other keys are the view's.
void HeatMapPlot::keyPressEvent(QKeyEvent *event)
{
    const bool showsCells = !figure().isEmpty();
    if (showsCells && event->key() == Qt::Key_0)
        showAll();
    else if (!showsCells || !m_gestures->pressKey(*event))
        QWidget::keyPressEvent(event);
}

void HeatMapPlot::beginStroke(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton && event.button() != Qt::RightButton)
        return;
    m_isErasing = event.button() == Qt::RightButton || event.modifiers().testFlag(Qt::ShiftModifier);
    m_stroke = event.position();
    m_touched.reset();
    emit strokeBegan();
    strokeTo(event.position());
}

// A fast pointer skips cells; the stroke does not.
void HeatMapPlot::strokeTo(QPointF position)
{
    const QPointF from = *std::exchange(m_stroke, position);
    emit cellHovered(cellAt(position));
    for (const CellIndex &cell : frame().cellsBetween(from, position))
        touch(cell);
}

void HeatMapPlot::touch(const CellIndex &cell)
{
    if (figure().isEmpty() || std::exchange(m_touched, cell) == cell)
        return;
    if (m_isErasing)
        emit cellErased(cell);
    else
        emit cellPainted(cell);
}

}  // namespace ui
