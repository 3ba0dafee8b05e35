#pragma once

#include "ui/render/heat_map_painter.h"

#include <QWidget>

#include <memory>

class QCustomPlot;
class QCPLayer;

namespace ui {

class HeatMapChart;
class RangeGestures;

// A large matrix with its labels and color bar. Wheel zooms, dragging pans, a double click shows all of it again. Cells are
// drawn once into a layer of their own; hovering repaints labels and outlines only.
class HeatMapPlot : public QWidget
{
    Q_OBJECT

public:
    using CellShape = core::CellShape;

    // Figures are shown in this shape whatever they say. Of strips all rows are always shown: only columns zoom and move.
    explicit HeatMapPlot(CellShape shape, QWidget *parent = nullptr);
    ~HeatMapPlot() override;

    // Dragging paints cells instead of moving the map, which the middle button still does; the right button, or Shift, erases them.
    void setPaintable(bool isPaintable);

    // Cells of a square map get no larger than this, in pixels at 96 dpi, so that a map of few is no wall. Before the first figure.
    void setLargestCell(double largest) { m_largestCell = largest; }

    void setFigure(core::HeatMapFigure shown);
    const core::HeatMapFigure &figure() const;
    void setHighlights(const HeatMapHighlights &highlights);
    const HeatMapHighlights &highlights() const;

    // In this widget's coordinates, for the visible range.
    HeatMapFrame frame() const;
    void showAll();
    // Moves the map as far as the cell is not to be seen.
    void reveal(const CellIndex &cell);

    QSize minimumSizeHint() const override;

signals:
    void cellHovered(const std::optional<ui::CellIndex> &cell);
    void cellClicked(const ui::CellIndex &cell);
    void drawn();        // the frame may be another one
    void strokeBegan();  // before its first cell
    void cellPainted(const ui::CellIndex &cell);
    void cellErased(const ui::CellIndex &cell);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void createPlot();
    FigureStyle figureStyle() const;
    void applyStyle();
    std::optional<CellIndex> cellAt(QPointF position) const;
    void beginStroke(const QMouseEvent &event);
    void strokeTo(QPointF position);
    void touch(const CellIndex &cell);

    CellShape m_shape;
    std::optional<double> m_largestCell;
    QCustomPlot *m_plot = nullptr;
    std::unique_ptr<HeatMapChart> m_chart;
    std::unique_ptr<RangeGestures> m_gestures;
    QCPLayer *m_overlay = nullptr;
    std::optional<QPointF> m_stroke;  // where the pointer last was that paints
    bool m_isPaintable = false;
    bool m_isErasing = false;
    std::optional<CellIndex> m_touched;  // by the stroke that is being drawn
    bool m_hasBuffers = false;           // QCustomPlot makes them when it draws for the first time
};

}  // namespace ui
