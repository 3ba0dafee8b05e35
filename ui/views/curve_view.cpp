#include "ui/views/curve_view.h"

namespace ui {

CurveView::CurveView(const ViewSources &sources, FigureBuilder builder, const QString &objectName, const QString &name,
                     QWidget *parent)
    : BuiltPicture(sources, parent), m_builder(std::move(builder)), m_plot(new CurvePlot(this))
{
    showIn(m_plot, objectName, name);
}

std::string CurveView::draw(const core::AnalysisSnapshot &snapshot, core::HeadRef head)
{
    m_plot->setFigure(m_builder(snapshot, head, sources().workbench.state()));
    return m_plot->figure().absence;
}

}  // namespace ui
