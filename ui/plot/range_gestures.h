#pragma once

#include <QPointF>

#include <optional>

class QCustomPlot;
class QKeyEvent;
class QWheelEvent;

namespace ui {

// How every plot is zoomed and moved: the wheel zooms about the pointer, dragging moves what is shown, and keys do both. QCustomPlot does so;
// this decides when a press is a drag and hands the events on, as the widget around the plot has other uses for them, too.
class RangeGestures
{
public:
    explicit RangeGestures(QCustomPlot &plot);

    void press(QPointF position);
    // From the next movement on, however small.
    void pressAndMove(QPointF position);
    // Whether the plot is being dragged, which a press becomes when the pointer has moved far enough from it.
    bool move(QPointF position);
    // Whether it was a click: pressed and not dragged.
    bool release(QPointF position);
    bool isPressed() const { return m_pressed.has_value(); }

    void zoom(QWheelEvent &event);
    // The same by keys: + and − zoom about the middle, Shift and an arrow move. Whether it was one of them.
    bool pressKey(const QKeyEvent &event);

private:
    void startDrag();
    void zoomInMiddle(int notches);
    void moveBy(QPointF share);
    QPointF middle() const;

    QCustomPlot &m_plot;
    std::optional<QPointF> m_pressed;
    bool m_isDragging = false;
};

}  // namespace ui
