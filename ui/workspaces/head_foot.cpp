#include "ui/workspaces/head_foot.h"

#include "core/figure/stationary_figure.h"
#include "ui/views/offset_profile_view.h"
#include "ui/views/text_tab.h"
#include "ui/views/token_strip_view.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {
namespace {

// At its own height, so that a strip does not end in half a row.
QWidget *atTop(QWidget *content)
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(content);
    column->addStretch(1);
    return page;
}

}  // namespace

HeadFoot::HeadFoot(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("headFoot"));
    auto *tabs = new QHBoxLayout;
    tabs->setSpacing(4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tabs);
    column->addWidget(m_stack);
    addPage(QStringLiteral("offsetTab"), tr("Offset profile"), tr("Mean attention to the key at a fixed distance from its query."),
            new OffsetProfileView(m_sources));
    auto *stationary = new TokenStripView(m_sources, core::stationaryFigure);
    stationary->setObjectName(QStringLiteral("stationaryStrip"));
    stationary->setAccessibleName(tr("Stationary distribution of the selected head"));
    addPage(QStringLiteral("stationaryTab"), tr("Stationary distribution"),
            tr("Where a walker who follows this head's attention settles, π ∝ Σⱼ exp(Sᵢⱼ): symmetric scores make it a reversible "
               "Markov chain."),
            atTop(stationary));
    for (const Page &page : m_pages)
        tabs->addWidget(page.tab);
    tabs->addStretch(1);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &HeadFoot::showSnapshot);
    showSnapshot();
}

void HeadFoot::addPage(const QString &objectName, const QString &title, const QString &explanation, QWidget *content)
{
    auto *tab = new TextTab(title, this);
    tab->setObjectName(objectName);
    tab->setToolTip(explanation);
    tab->setChecked(m_pages.empty());
    m_stack->addWidget(content);
    connect(tab, &QAbstractButton::clicked, m_stack, [this, content] { m_stack->setCurrentWidget(content); });
    m_pages.push_back({tab, content});
}

void HeadFoot::showSnapshot()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    setVisible(snapshot && core::attentionColumns(*snapshot) == core::AttentionColumns::Tokens);
    const bool isReversible = snapshot && core::hasSymmetricScores(*snapshot);
    m_pages[1].tab->setVisible(isReversible);
    if (!isReversible && m_pages[1].tab->isChecked())
        m_pages[0].tab->click();
}

}  // namespace ui
