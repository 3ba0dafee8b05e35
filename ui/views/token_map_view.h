#pragma once

#include "ui/plot/heat_map_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <functional>

namespace ui {

class PictureOrNote;

// A map over pairs of tokens that a builder makes of the answer and the selected head; its sentence where it has none. Hovering and
// clicking select tokens as in every map.
class TokenMapView : public QWidget
{
    Q_OBJECT

public:
    using FigureBuilder = std::function<core::HeatMapFigure(const core::AnalysisSnapshot &, core::HeadRef,
                                                            const core::DisplayUnits &, const core::WorkbenchState &)>;

    // `name` is what the picture shows, for readers of the screen; objects inside are called `objectName`Plot and `objectName`Absence.
    TokenMapView(const ViewSources &sources, FigureBuilder builder, const QString &objectName, const QString &name,
                 QWidget *parent = nullptr);

    HeatMapPlot *plot() const { return m_plot; }

signals:
    void figureChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void connectSources();
    void refresh();
    void showSelection();

    ViewSources m_sources;
    FigureBuilder m_builder;
    core::DisplayUnits m_units;
    core::HeadRef m_head;
    HeatMapPlot *m_plot = nullptr;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
