#pragma once

#include "core/figure/mask_figures.h"
#include "ui/plot/heat_map_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace ui {

// The selected head's attention without the mask, under it, or what changes. Hovering and clicking select tokens as in every map.
class MaskedMapView : public QWidget
{
    Q_OBJECT

public:
    explicit MaskedMapView(const ViewSources &sources, core::MaskPicture picture, QWidget *parent = nullptr);

    HeatMapPlot *plot() const { return m_plot; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void showSelection();

    ViewSources m_sources;
    core::MaskPicture m_picture;
    core::DisplayUnits m_units;
    core::HeadRef m_head;
    HeatMapPlot *m_plot = nullptr;
    QLabel *m_absence = nullptr;
    QStackedLayout *m_pages = nullptr;
};

}  // namespace ui
