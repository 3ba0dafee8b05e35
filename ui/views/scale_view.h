#pragma once

#include "ui/plot/curve_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

// The scale vectors of the selected head of a model with shared weights, as curves over its features.
class ScaleView : public QWidget
{
    Q_OBJECT

public:
    explicit ScaleView(const ViewSources &sources, QWidget *parent = nullptr);

    CurvePlot *plot() const { return m_plot; }

private:
    void refresh();
    void showSelection();

    ViewSources m_sources;
    core::HeadRef m_head;
    std::shared_ptr<const core::LoadedModel> m_model;  // whose scales are shown; the text does not change them
    CurvePlot *m_plot = nullptr;
};

}  // namespace ui
