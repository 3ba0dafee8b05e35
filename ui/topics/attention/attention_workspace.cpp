#include "ui/topics/attention/attention_workspace.h"

#include "core/figure/values/snapshot_maps.h"
#include "ui/topics/attention/head_card.h"
#include "ui/topics/attention/head_grid_column.h"
#include "ui/widgets/card_splitter.h"

#include <QHBoxLayout>
#include <QStackedWidget>

namespace ui {

AttentionWorkspace::AttentionWorkspace(const ViewSources &sources, QWidget *lamaPage, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_pages(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("attentionWorkspace"));
    setAccessibleName(tr("Attention"));
    m_pages->addWidget(createEncoderPage());
    m_pages->addWidget(lamaPage);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_pages);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &AttentionWorkspace::showSnapshot);
    showSnapshot();
}

QWidget *AttentionWorkspace::createEncoderPage()
{
    auto *splitter = new CardSplitter(Qt::Horizontal);
    splitter->setObjectName(QStringLiteral("attentionSplitter"));
    auto *head = new HeadCard(m_sources);
    splitter->addWidget(new HeadGridColumn(m_sources, *head));
    splitter->addWidget(head);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({1000, 1000});
    return splitter;
}

void AttentionWorkspace::showSnapshot()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_pages->setCurrentIndex(snapshot && core::isLama(*snapshot) ? 1 : 0);
}

}  // namespace ui
