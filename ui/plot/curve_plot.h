#pragma once

#include "ui/render/curve_frame.h"

#include <QWidget>

#include <memory>

class QCustomPlot;
class QCPLayer;
class QCPPainter;

namespace ui {

class CurveChart;
class RangeGestures;

// Curves over named axes. The wheel zooms, dragging moves what is shown, and a double click shows all of it again. The nearest
// point is read out while the pointer is near, and by the arrow keys: left and right along a curve, up and down from curve to
// curve; Esc lets go. Enter is a click on it. Movable bounds are dragged by the mouse. A screen reader hears the read-out as the
// description. Curves are drawn once into layers of their own, so that pointing repaints the read-out only.
class CurvePlot : public QWidget
{
    Q_OBJECT

public:
    explicit CurvePlot(QWidget *parent = nullptr);
    ~CurvePlot() override;

    void setFigure(core::CurveFigure shown);
    const core::CurveFigure &figure() const;

    // The point that is selected elsewhere, with a ring around it.
    void setSelected(const std::optional<CurvePoint> &selected);
    const std::optional<CurvePoint> &selected() const { return m_selected; }

    // In this widget's coordinates.
    CurveFrame frame() const;
    const std::optional<CurvePoint> &pointed() const { return m_pointed; }
    void showAll();

    QSize sizeHint() const override { return {320, 180}; }
    QSize minimumSizeHint() const override;

signals:
    void pointClicked(const ui::CurvePoint &point);
    // A movable bound is dragged to a value; the figure to come says where it then is.
    void boundMoved(int bound, double value);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void createPlot();
    void applyStyle();
    void layOut();
    void drawOverlay(QCPPainter &painter);
    void replotOverlay();
    void point(const std::optional<CurvePoint> &point);
    void describe();
    void step(int curves, int points);
    void drag(QPointF position);
    void showWhatCanBeDragged(QPointF position);

    FigureStyle m_style;
    std::optional<CurvePoint> m_pointed;
    std::optional<CurvePoint> m_selected;
    std::optional<int> m_dragged;  // the bound that the pointer holds
    QCustomPlot *m_plot = nullptr;
    std::unique_ptr<CurveChart> m_chart;
    std::unique_ptr<RangeGestures> m_gestures;
    QCPLayer *m_overlay = nullptr;
    bool m_hasBuffers = false;  // QCustomPlot makes them when it draws for the first time
};

}  // namespace ui
