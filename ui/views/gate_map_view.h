#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class HeatMapPlot;

// How likely the learned gate of each pair of positions is open in the selected head, as a map; hovering and clicking a cell show it
// everywhere.
class GateMapView : public QWidget
{
    Q_OBJECT

public:
    explicit GateMapView(const ViewSources &sources, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void connectSources();
    void refresh();
    void showSelection();

    ViewSources m_sources;
    core::DisplayUnits m_units;
    core::HeadRef m_head;
    HeatMapPlot *m_plot = nullptr;
};

}  // namespace ui
