#include "ui/topics/rank/spectra/rank_controls.h"

#include "core/figure/rank/spectrum_figures.h"
#include "core/workbench/resolve.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>

namespace ui {
namespace {

int mostValues(const ViewSources &sources)
{
    const SnapshotPointer &snapshot = sources.session.snapshot();
    return snapshot ? core::largestRank(*snapshot, shownHead(sources)) : 0;
}

}  // namespace

int shownRank(const ViewSources &sources)
{
    return core::shownRank(sources.workbench.state(), sources.session.snapshot().get());
}

void chooseRank(const ViewSources &sources, int k)
{
    sources.workbench.change([k](core::WorkbenchState &state) { state.rank.k = k; }, {.name = "rank"});
}

RankSlider::RankSlider(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_slider(new QSlider(Qt::Horizontal, this)), m_text(plainLabel({}, this))
{
    setObjectName(QStringLiteral("rankControls"));
    m_slider->setObjectName(QStringLiteral("rankSlider"));
    m_slider->setAccessibleName(tr("k, how many singular values are kept"));
    m_text->setObjectName(QStringLiteral("rankText"));
    setRole(*m_text, Role::Note);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_slider, 1);
    row->addWidget(m_text);
    connect(m_slider, &QSlider::valueChanged, this, [this](int k) { chooseRank(m_sources, k); });
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &RankSlider::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &RankSlider::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &RankSlider::refresh);
    refresh();
}

void RankSlider::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(1, std::max(1, mostValues(m_sources)));
    m_slider->setValue(shownRank(m_sources));
    m_slider->setEnabled(mostValues(m_sources) > 1);
    m_text->setText(snapshot ? QString::fromStdString(core::approximationText(
                                   core::shownPass(*snapshot), shownHead(m_sources), shownRank(m_sources),
                                   m_sources.workbench.state().rank.spectrum.centersAttention))
                             : QString());
}

}  // namespace ui
