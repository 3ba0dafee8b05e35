#include "ui/plot/heat_map_plot.h"

#include "ui/render/painted_layer.h"

#include <QMouseEvent>
#include <QPainter>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {
namespace {

constexpr double zoomPerNotch = 0.8;
constexpr double fewestCells = 3;  // how far one can zoom in

// Coordinates run from -0.5 to n - 0.5, so that cell i is centered on i and border cells are whole.
CellRange cellRange(const QCPAxis &axis)
{
    return {axis.range().lower + 0.5, axis.range().upper + 0.5};
}

void setCellRange(QCPAxis &axis, const CellRange &range)
{
    axis.setRange(range.begin - 0.5, range.end - 0.5);
}

// Moved as far as needed to have all of the cell in it.
CellRange movedTo(const CellRange &range, int cell)
{
    const double by = std::min(0.0, cell - range.begin) + std::max(0.0, cell + 1 - range.end);
    return {range.begin + by, range.end + by};
}

CellRange insideOf(CellRange range, int cells)
{
    const double length = std::clamp(range.length(), std::min<double>(fewestCells, cells), static_cast<double>(cells));
    const double begin = std::clamp(range.begin, 0.0, cells - length);
    return {begin, begin + length};
}

}  // namespace

HeatMapPlot::HeatMapPlot(CellShape shape, QWidget *parent) : QWidget(parent), m_shape(shape)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    createPlot();
    applyStyle();
}

void HeatMapPlot::createPlot()
{
    m_plot = new QCustomPlot(this);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    for (QCPAxis *axis : m_plot->axisRect()->axes())
        axis->setVisible(false);
    m_plot->yAxis->setRangeReversed(true);

    m_overlay = m_plot->layer(QStringLiteral("overlay"));
    new PaintedLayer(m_plot, QStringLiteral("main"), [this](QCPPainter &painter) { drawMap(painter); });
    new PaintedLayer(m_plot, QStringLiteral("overlay"), [this](QCPPainter &painter) { drawOverlay(painter); });
    connect(m_plot, &QCustomPlot::beforeReplot, this, &HeatMapPlot::layOutCells);
    connect(m_plot, &QCustomPlot::afterReplot, this, &HeatMapPlot::drawn);
}

void HeatMapPlot::applyStyle()
{
    m_style = figureStyleOf(*this);
    m_colors = colorTable(QString::fromStdString(m_figure.colorMap), m_style.theme);
    m_extents = labelExtents(m_figure, m_style);
    m_plot->setBackground(m_style.theme.card);
}

void HeatMapPlot::setFigure(core::HeatMapFigure figure)
{
    const bool hasSameCells =
        figure.values.rows() == m_figure.values.rows() && figure.values.cols() == m_figure.values.cols();
    m_figure = std::move(figure);
    m_figure.shape = m_shape;
    m_cells = CellRaster({m_figure.values.data(), m_figure.values.rows(), m_figure.values.cols()}, m_figure.scale);
    if (!m_figure.title.empty())  // an empty figure has none, and the plot keeps its name
        setAccessibleName(QString::fromStdString(m_figure.title));
    setAccessibleDescription(QString::fromStdString(m_figure.explanation));
    applyStyle();
    if (hasSameCells)
        m_plot->replot();
    else
        showAll();
}

void HeatMapPlot::setHighlights(const HeatMapHighlights &highlights)
{
    if (highlights == m_highlights)
        return;
    m_highlights = highlights;
    if (m_hasBuffers)
        m_overlay->replot();
}

void HeatMapPlot::showAll()
{
    setCellRange(*m_plot->xAxis, {0, std::max<double>(1, m_figure.values.cols())});
    setCellRange(*m_plot->yAxis, {0, std::max<double>(1, m_figure.values.rows())});
    m_plot->replot();
}

void HeatMapPlot::reveal(const CellIndex &cell)
{
    setCellRange(*m_plot->xAxis, movedTo(cellRange(*m_plot->xAxis), cell.column));
    setCellRange(*m_plot->yAxis, movedTo(cellRange(*m_plot->yAxis), cell.row));
    keepRangesInside();
}

HeatMapFrame HeatMapPlot::frame() const
{
    return {m_plot->axisRect()->rect(), cellRange(*m_plot->yAxis), cellRange(*m_plot->xAxis)};
}

QSize HeatMapPlot::minimumSizeHint() const
{
    return {240, m_shape == CellShape::Square ? 260 : 160};
}

void HeatMapPlot::layOutCells()
{
    const QRect cells = cellsWithin(m_plot->size(), m_figure, m_extents, m_style).toRect();
    m_plot->axisRect()->setMargins({cells.left(), cells.top(), std::max(0, m_plot->width() - cells.right() - 1),
                                    std::max(0, m_plot->height() - cells.bottom() - 1)});
    m_plot->axisRect()->setMinimumSize(1, 1);
}

void HeatMapPlot::drawMap(QPainter &painter) const
{
    const HeatMapFrame shown = frame();
    drawCells(painter, {m_figure, shown, m_colors, size(), devicePixelRatioF()}, m_cells, m_style);
}

void HeatMapPlot::drawOverlay(QPainter &painter)
{
    m_hasBuffers = true;
    const HeatMapFrame shown = frame();
    drawAroundCells(painter, {m_figure, shown, m_colors, size(), devicePixelRatioF()}, m_highlights, m_style);
}

std::optional<CellIndex> HeatMapPlot::cellAt(QPointF position) const
{
    return m_figure.isEmpty() ? std::nullopt : frame().cellAt(position);
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
}

void HeatMapPlot::mousePressEvent(QMouseEvent *event)
{
    if (m_pressed)  // one button at a time
        return;
    const bool isMoving = event->button() == Qt::MiddleButton;
    if (m_isPaintable && !isMoving) {
        beginStroke(*event);
        return;
    }
    if (isMoving || event->button() == Qt::LeftButton)
        m_pressed = event->position();
    m_isPanning = isMoving;
}

void HeatMapPlot::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pressed) {
        emit cellHovered(cellAt(event->position()));
        return;
    }
    if (m_isPaintable && !m_isPanning) {
        strokeTo(event->position());
        return;
    }
    const QPointF moved = event->position() - *m_pressed;
    if (!m_isPanning && moved.manhattanLength() < 6)
        return;
    m_isPanning = true;
    pan(moved);
    m_pressed = event->position();
}

void HeatMapPlot::mouseReleaseEvent(QMouseEvent *event)
{
    const auto cell = cellAt(event->position());
    if (m_pressed && !m_isPanning && !m_isPaintable && cell)
        emit cellClicked(*cell);
    m_pressed.reset();
    m_isPanning = false;
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
    if (m_figure.isEmpty())
        return;
    const double factor = std::pow(zoomPerNotch, event->angleDelta().y() / 120.0);
    const QPointF center = event->position();
    m_plot->xAxis->scaleRange(factor, m_plot->xAxis->pixelToCoord(center.x()));
    if (m_shape != CellShape::Strips)
        m_plot->yAxis->scaleRange(factor, m_plot->yAxis->pixelToCoord(center.y()));
    keepRangesInside();
    event->accept();
}

void HeatMapPlot::beginStroke(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton && event.button() != Qt::RightButton)
        return;
    m_isErasing = event.button() == Qt::RightButton || event.modifiers().testFlag(Qt::ShiftModifier);
    m_pressed = event.position();
    m_touched.reset();
    emit strokeBegan();
    strokeTo(event.position());
}

// A fast pointer skips cells; the stroke does not.
void HeatMapPlot::strokeTo(QPointF position)
{
    const QPointF from = *std::exchange(m_pressed, position);
    emit cellHovered(cellAt(position));
    for (const CellIndex &cell : frame().cellsBetween(from, position))
        touch(cell);
}

void HeatMapPlot::touch(const CellIndex &cell)
{
    if (m_figure.isEmpty() || std::exchange(m_touched, cell) == cell)
        return;
    if (m_isErasing)
        emit cellErased(cell);
    else
        emit cellPainted(cell);
}

void HeatMapPlot::pan(QPointF pixels)
{
    const HeatMapFrame shown = frame();
    m_plot->xAxis->moveRange(-pixels.x() / shown.columnWidth());
    m_plot->yAxis->moveRange(-pixels.y() / shown.rowHeight());
    keepRangesInside();
}

void HeatMapPlot::keepRangesInside()
{
    setCellRange(*m_plot->xAxis, insideOf(cellRange(*m_plot->xAxis), static_cast<int>(m_figure.values.cols())));
    setCellRange(*m_plot->yAxis, insideOf(cellRange(*m_plot->yAxis), static_cast<int>(m_figure.values.rows())));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace ui
