#include "ui/views/truncation_view.h"

#include "core/figure/truncation_figure.h"
#include "ui/theme/roles.h"
#include "ui/views/head_map_view.h"

#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace ui {

TruncationView::TruncationView(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_pages(new QStackedLayout(this)), m_text(new QLabel)
{
    setObjectName(QStringLiteral("truncation"));
    auto *absence = new QLabel(tr("Choose whose attention is replaced by its best approximation of rank k: "
                                  "the selected head, its layer or all heads."));
    absence->setObjectName(QStringLiteral("truncationAbsence"));
    absence->setAlignment(Qt::AlignCenter);
    absence->setWordWrap(true);
    setRole(*absence, Role::Note);
    m_pages->addWidget(absence);

    auto *page = new QWidget;
    m_text->setObjectName(QStringLiteral("truncationText"));
    m_text->setWordWrap(true);
    const auto figure = [](const core::AnalysisSnapshot &snapshot, const ViewOptions &) { return core::truncationEffectFigure(snapshot); };
    m_map = new HeadMapView(m_sources, figure, QStringLiteral("truncationMap"), tr("Change of every head's attention"));
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_text);
    column->addWidget(m_map, 1);
    m_pages->addWidget(page);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &TruncationView::refresh);
    refresh();
}

void TruncationView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const std::string text = snapshot ? core::truncationText(*snapshot) : std::string();
    m_text->setText(QString::fromStdString(text));
    m_pages->setCurrentIndex(text.empty() ? 0 : 1);
}

}  // namespace ui
