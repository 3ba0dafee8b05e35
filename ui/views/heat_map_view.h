#pragma once

#include "ui/plot/heat_map_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

// The selected head as a large map, in the chosen picture. Hovering a cell shows it everywhere, a click locks it, a second click
// or Esc lets go, the arrow keys move the lock. Slots and features are no tokens: their lock is this view's own.
class HeatMapView : public QWidget
{
    Q_OBJECT

public:
    explicit HeatMapView(const ViewSources &sources, QWidget *parent = nullptr);

    HeatMapPlot *plot() const { return m_plot; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void connectSources();
    void refresh();
    void showSelection();
    void hoverCell(const std::optional<CellIndex> &cell);
    void lockCell(const CellIndex &cell);
    void moveLock(int rows, int columns);
    std::optional<int> highlightOn(const core::FigureAxis &axis, const std::optional<core::TokenPosition> &token,
                                   const std::optional<int> &own) const;
    void clear();

    ViewSources m_sources;
    core::DisplayUnits m_units;
    core::HeadRef m_head;
    std::optional<CellIndex> m_lockedCell;  // for the axes that show no tokens
    std::optional<CellIndex> m_hoveredCell;
    HeatMapPlot *m_plot = nullptr;
};

}  // namespace ui
