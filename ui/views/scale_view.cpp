#include "ui/views/scale_view.h"

#include "core/figure/scale_figure.h"

#include <QVBoxLayout>

namespace ui {

ScaleView::ScaleView(const ViewSources &sources, QWidget *parent) : QWidget(parent), m_sources(sources), m_plot(new CurvePlot(this))
{
    setObjectName(QStringLiteral("scales"));
    m_plot->setObjectName(QStringLiteral("scalePlot"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_plot);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &ScaleView::showSelection);
    connect(&m_sources.selection, &Selection::changed, this, &ScaleView::showSelection);
    refresh();
}

void ScaleView::showSelection()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (shownHead(m_sources) != m_head || (snapshot && snapshot->model != m_model))
        refresh();
}

void ScaleView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_head = shownHead(m_sources);
    m_model = snapshot ? snapshot->model : nullptr;
    m_plot->setFigure(snapshot ? core::scaleFigure(*snapshot, m_head) : core::CurveFigure());
}

}  // namespace ui
