#pragma once

#include "ui/plot/heat_map_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

// The selected head as a large map. Hovering a cell shows it everywhere, a click locks it, a second click or Esc lets go,
// the arrow keys move the lock.
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

    ViewSources m_sources;
    core::DisplayUnits m_units;
    core::HeadRef m_head;
    HeatMapPlot *m_plot = nullptr;
};

}  // namespace ui
