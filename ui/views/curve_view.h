#pragma once

#include "ui/plot/curve_plot.h"
#include "ui/views/built_picture.h"

#include <functional>

namespace ui {

// Curves that a builder makes of the answer, the selected head and the view options.
class CurveView : public BuiltPicture
{
    Q_OBJECT

public:
    using FigureBuilder =
        std::function<core::CurveFigure(const core::AnalysisSnapshot &, core::HeadRef, const core::WorkbenchState &)>;

    // Names as of BuiltPicture::showIn().
    CurveView(const ViewSources &sources, FigureBuilder builder, const QString &objectName, const QString &name,
              QWidget *parent = nullptr);

    CurvePlot *plot() const { return m_plot; }

private:
    std::string draw(const core::AnalysisSnapshot &snapshot, core::HeadRef head) override;

    FigureBuilder m_builder;
    CurvePlot *m_plot = nullptr;
};

}  // namespace ui
