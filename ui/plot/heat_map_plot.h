#pragma once

#include "ui/render/heat_map_layout.h"
#include "ui/render/heat_map_painter.h"

#include <QWidget>

class QCustomPlot;
class QCPLayer;

namespace ui {

// A large matrix with its labels and color bar. Wheel zooms, dragging pans, a double click shows all of it again. Cells are
// drawn once into a layer of their own; hovering repaints labels and outlines only.
class HeatMapPlot : public QWidget
{
    Q_OBJECT

public:
    using CellShape = core::CellShape;

    // Figures are shown in this shape whatever they say. Of strips all rows are always shown: only columns zoom and move.
    explicit HeatMapPlot(CellShape shape, QWidget *parent = nullptr);

    // Dragging paints cells instead of moving the map, which the middle button still does; the right button, or Shift, erases them.
    void setPaintable(bool isPaintable);

    void setFigure(core::HeatMapFigure figure);
    const core::HeatMapFigure &figure() const { return m_figure; }
    void setHighlights(const HeatMapHighlights &highlights);
    const HeatMapHighlights &highlights() const { return m_highlights; }

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

private:
    void createPlot();
    void applyStyle();
    void layOutCells();
    void drawMap(QPainter &painter) const;
    void drawOverlay(QPainter &painter);
    std::optional<CellIndex> cellAt(QPointF position) const;
    void beginStroke(const QMouseEvent &event);
    void strokeTo(QPointF position);
    void touch(const CellIndex &cell);
    void pan(QPointF pixels);
    void keepRangesInside();

    CellShape m_shape;
    core::HeatMapFigure m_figure;
    CellRaster m_cells;
    HeatMapHighlights m_highlights;
    FigureStyle m_style;
    LabelExtents m_extents;
    ColorTable m_colors{};
    QCustomPlot *m_plot = nullptr;
    QCPLayer *m_overlay = nullptr;
    std::optional<QPointF> m_pressed;
    bool m_isPanning = false;
    bool m_isPaintable = false;
    bool m_isErasing = false;
    std::optional<CellIndex> m_touched;  // by the stroke that is being drawn
    bool m_hasBuffers = false;           // QCustomPlot makes them when it draws for the first time
};

}  // namespace ui
