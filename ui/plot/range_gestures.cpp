#include "ui/plot/range_gestures.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <qcustomplot.h>

#include <utility>

namespace ui {
namespace {

constexpr double rangePerNotch = 0.8;
constexpr double clickSlack = 6;   // pixels that a click may move
constexpr double stepOfKey = 0.1;  // of the plot's width and height

// Whatever button the person uses, QCustomPlot drags by the left one.
void send(QCustomPlot &plot, QEvent::Type type, QPointF position)
{
    const bool isMove = type == QEvent::MouseMove;
    const bool isRelease = type == QEvent::MouseButtonRelease;
    QMouseEvent event(type, position, plot.mapToGlobal(position), isMove ? Qt::NoButton : Qt::LeftButton,
                      isRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&plot, &event);
}

}  // namespace

RangeGestures::RangeGestures(QCustomPlot &plot) : m_plot(plot)
{
    plot.setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot.axisRect()->setRangeZoomFactor(rangePerNotch);
}

void RangeGestures::press(QPointF position)
{
    m_pressed = position;
    m_isDragging = false;
}

void RangeGestures::pressAndMove(QPointF position)
{
    press(position);
    startDrag();
}

void RangeGestures::startDrag()
{
    m_isDragging = true;
    send(m_plot, QEvent::MouseButtonPress, *m_pressed);
}

bool RangeGestures::move(QPointF position)
{
    if (!m_pressed)
        return false;
    if (!m_isDragging && (position - *m_pressed).manhattanLength() >= clickSlack)
        startDrag();
    if (m_isDragging)
        send(m_plot, QEvent::MouseMove, position);
    return m_isDragging;
}

bool RangeGestures::release(QPointF position)
{
    const bool isClick = m_pressed && !m_isDragging;
    if (std::exchange(m_isDragging, false))
        send(m_plot, QEvent::MouseButtonRelease, position);
    m_pressed.reset();
    return isClick;
}

void RangeGestures::zoom(QWheelEvent &event)
{
    QCoreApplication::sendEvent(&m_plot, &event);
}

bool RangeGestures::pressKey(const QKeyEvent &event)
{
    const bool isArrow = event.key() >= Qt::Key_Left && event.key() <= Qt::Key_Down;
    if (isArrow && !event.modifiers().testFlag(Qt::ShiftModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomInMiddle(1); return true;
    case Qt::Key_Minus: zoomInMiddle(-1); return true;
    case Qt::Key_Left: moveBy({stepOfKey, 0}); return true;
    case Qt::Key_Right: moveBy({-stepOfKey, 0}); return true;
    case Qt::Key_Up: moveBy({0, stepOfKey}); return true;
    case Qt::Key_Down: moveBy({0, -stepOfKey}); return true;
    default: return false;
    }
}

void RangeGestures::zoomInMiddle(int notches)
{
    QWheelEvent event(middle(), m_plot.mapToGlobal(middle()), {}, {0, notches * QWheelEvent::DefaultDeltasPerStep},
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    zoom(event);
}

// What is shown goes along, as it does under the pointer.
void RangeGestures::moveBy(QPointF share)
{
    const QSizeF size = m_plot.axisRect()->size();
    const QPointF end = middle() + QPointF(share.x() * size.width(), share.y() * size.height());
    pressAndMove(middle());
    move(end);
    release(end);
}

QPointF RangeGestures::middle() const
{
    return QRectF(m_plot.axisRect()->rect()).center();
}

}  // namespace ui
