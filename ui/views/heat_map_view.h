#pragma once

#include "ui/plot/heat_map_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

// The selected head as a large map, in the chosen picture. Hovering a cell shows it everywhere, a click locks it, a second click
// or Esc lets go, the arrow keys move the lock. Slots and features are no tokens: they are selected by their index, as long as the
// same picture of the same model is shown.
class HeatMapView : public QWidget
{
    Q_OBJECT

public:
    explicit HeatMapView(const ViewSources &sources, QWidget *parent = nullptr);

    HeatMapPlot *plot() const { return m_plot; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    // What the indices of the axes belong to.
    struct Origin {
        std::shared_ptr<const core::LoadedModel> model;
        core::HeadPicture picture = core::HeadPicture::Attention;

        bool operator==(const Origin &) const = default;
    };

    void connectSources();
    void refresh();
    core::HeatMapFigure shownFigure() const;
    void showSelection();
    void hoverCell(const std::optional<CellIndex> &cell);
    void lockCell(const CellIndex &cell);
    void moveLock(int rows, int columns);
    std::optional<int> highlightOn(const core::FigureAxis &axis, const std::optional<core::TokenPosition> &token,
                                   const std::optional<int> &index) const;

    ViewSources m_sources;
    core::DisplayUnits m_units;
    core::HeadRef m_head;
    Origin m_origin;
    HeatMapPlot *m_plot = nullptr;
};

}  // namespace ui
