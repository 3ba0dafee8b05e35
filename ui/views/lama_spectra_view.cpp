#include "ui/views/lama_spectra_view.h"

#include "core/figure/lama_spectra_figure.h"
#include "ui/theme/roles.h"
#include "ui/views/updating_veil.h"

#include <QLabel>
#include <QStackedLayout>

namespace ui {

LamaSpectraView::LamaSpectraView(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_plot(new CurvePlot(this)), m_absence(new QLabel(this)),
      m_pages(new QStackedLayout(this))
{
    setObjectName(QStringLiteral("lamaSpectra"));
    m_plot->setObjectName(QStringLiteral("lamaSpectraPlot"));
    m_plot->setAccessibleName(tr("Singular values"));
    m_absence->setObjectName(QStringLiteral("spectraAbsence"));
    m_absence->setAlignment(Qt::AlignCenter);
    setRole(*m_absence, Role::Note);
    m_pages->addWidget(m_plot);
    m_pages->addWidget(m_absence);
    new UpdatingVeil(m_sources.session, this);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &LamaSpectraView::refresh);
    refresh();
}

void LamaSpectraView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_plot->setFigure(snapshot ? core::lamaSpectraFigure(*snapshot) : core::CurveFigure());
    const std::string &absence = m_plot->figure().absence;
    m_absence->setText(QString::fromStdString(absence));
    m_pages->setCurrentIndex(absence.empty() ? 0 : 1);
    emit figureChanged();
}

}  // namespace ui
