#pragma once

#include "ui/plot/heat_map_plot.h"
#include "ui/views/built_picture.h"

#include <functional>

namespace ui {

// A map over pairs of tokens that a builder makes of the answer and the selected head. Hovering and clicking select tokens as in every
// map.
class TokenMapView : public BuiltPicture
{
    Q_OBJECT

public:
    using FigureBuilder = std::function<core::HeatMapFigure(const core::AnalysisSnapshot &, core::HeadRef,
                                                            const core::DisplayUnits &, const core::WorkbenchState &)>;

    // Names as of BuiltPicture::showIn().
    TokenMapView(const ViewSources &sources, FigureBuilder builder, const QString &objectName, const QString &name,
                 QWidget *parent = nullptr);

    HeatMapPlot *plot() const { return m_plot; }

private:
    std::string draw(const core::AnalysisSnapshot &snapshot, core::HeadRef head) override;
    void showSelection() override;

    FigureBuilder m_builder;
    core::DisplayUnits m_units;
    HeatMapPlot *m_plot = nullptr;
};

}  // namespace ui
