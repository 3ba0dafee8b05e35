#include "ui/views/curve_view.h"

#include "ui/views/updating_veil.h"
#include "ui/widgets/picture_or_note.h"

namespace ui {

CurveView::CurveView(const ViewSources &sources, FigureBuilder builder, const QString &objectName, const QString &name,
                     QWidget *parent)
    : QWidget(parent), m_sources(sources), m_builder(std::move(builder)), m_plot(new CurvePlot(this))
{
    setObjectName(objectName);
    m_plot->setObjectName(objectName + QStringLiteral("Plot"));
    m_plot->setAccessibleName(name);
    m_pages = new PictureOrNote(m_plot, objectName + QStringLiteral("Absence"), this);
    new UpdatingVeil(m_sources.session, this);
    connectSources();
    refresh();
}

void CurveView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &CurveView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &CurveView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
    });
}

// What nobody sees is worked out when it is shown.
void CurveView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void CurveView::refresh()
{
    if (!isVisible())
        return;
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_head = shownHead(m_sources);
    m_plot->setFigure(snapshot ? m_builder(*snapshot, m_head, m_sources.workbench.state()) : core::CurveFigure());
    m_pages->showAbsence(m_plot->figure().absence);
    emit figureChanged();
}

}  // namespace ui
