#include "ui/views/curve_view.h"

#include "ui/theme/roles.h"
#include "ui/views/updating_veil.h"

#include <QLabel>
#include <QStackedLayout>

namespace ui {

CurveView::CurveView(const ViewSources &sources, FigureBuilder builder, const QString &objectName, const QString &name,
                     QWidget *parent)
    : QWidget(parent), m_sources(sources), m_builder(std::move(builder)), m_plot(new CurvePlot(this)),
      m_absence(new QLabel(this)), m_pages(new QStackedLayout(this))
{
    setObjectName(objectName);
    m_plot->setObjectName(objectName + QStringLiteral("Plot"));
    m_plot->setAccessibleName(name);
    m_absence->setObjectName(objectName + QStringLiteral("Absence"));
    m_absence->setAlignment(Qt::AlignCenter);
    setRole(*m_absence, Role::Note);
    m_pages->addWidget(m_plot);
    m_pages->addWidget(m_absence);
    new UpdatingVeil(m_sources.session, this);
    connectSources();
    refresh();
}

void CurveView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &CurveView::refresh);
    connect(&m_sources.viewState, &ViewState::changed, this, &CurveView::refresh);
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
    m_plot->setFigure(snapshot ? m_builder(*snapshot, m_head, m_sources.viewState.options()) : core::CurveFigure());
    const std::string &absence = m_plot->figure().absence;
    m_absence->setText(QString::fromStdString(absence));
    m_pages->setCurrentIndex(absence.empty() ? 0 : 1);
    emit figureChanged();
}

}  // namespace ui
