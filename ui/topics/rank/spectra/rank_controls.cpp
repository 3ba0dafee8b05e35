#include "ui/topics/rank/spectra/rank_controls.h"

#include "core/figure/rank/spectrum_figures.h"
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

std::vector<core::HeadRef> headsOf(TruncatedHeads truncated, core::HeadRef selected, const core::HeadLayout &layout)
{
    std::vector<core::HeadRef> heads;
    if (truncated == TruncatedHeads::Selected)
        heads.push_back(selected);
    const bool takesAll = truncated == TruncatedHeads::All;
    for (int layer = 0; layer < layout.layers && (takesAll || truncated == TruncatedHeads::Layer); ++layer) {
        for (int head = 0; head < layout.heads && (takesAll || layer == selected.layer.value); ++head)
            heads.push_back({{layer}, {head}});
    }
    return heads;
}

core::RankTruncation truncationOf(const ViewSources &sources)
{
    const SnapshotPointer &snapshot = sources.session.snapshot();
    const TruncatedHeads truncated = sources.viewState.options().rank.truncated;
    if (!snapshot || truncated == TruncatedHeads::None)
        return {};
    return {.rank = shownRank(sources), .heads = headsOf(truncated, shownHead(sources), core::headLayout(*snapshot))};
}

std::optional<core::HeadRef> drawnHeadOf(const ViewSources &sources)
{
    const core::SpectrumOptions &spectrum = sources.viewState.options().rank.spectrum;
    const bool isDrawn = spectrum.showsDrawn || spectrum.showsPermuted;
    return isDrawn && sources.session.snapshot() ? std::optional(shownHead(sources)) : std::nullopt;
}

void keepInStep(const ViewSources &sources)
{
    ViewOptions options = sources.viewState.options();
    options.rank.truncation = truncationOf(sources);
    options.rank.drawnHead = drawnHeadOf(sources);
    sources.viewState.setOptions(options);
}

}  // namespace

int shownRank(const ViewSources &sources)
{
    const int most = mostValues(sources);
    const int chosen = sources.viewState.options().rank.k;
    return most == 0 ? 0 : std::clamp(chosen == 0 ? most / 4 : chosen, 1, most);
}

void chooseRank(const ViewSources &sources, int k)
{
    ViewOptions options = sources.viewState.options();
    options.rank.k = k;
    sources.viewState.setOptions(options);
}

void bindShownHead(const ViewSources &sources, QObject *context)
{
    const auto update = [sources] { keepInStep(sources); };
    QObject::connect(&sources.session, &AnalysisSession::snapshotChanged, context, update);
    QObject::connect(&sources.selection, &Selection::changed, context, update);
    QObject::connect(&sources.viewState, &ViewState::changed, context, update);
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
    connect(&m_sources.viewState, &ViewState::changed, this, &RankSlider::refresh);
    refresh();
}

void RankSlider::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(1, std::max(1, mostValues(m_sources)));
    m_slider->setValue(shownRank(m_sources));
    m_slider->setEnabled(mostValues(m_sources) > 1);
    m_text->setText(snapshot ? QString::fromStdString(
                                   core::approximationText(*snapshot, shownHead(m_sources), shownRank(m_sources),
                                                           m_sources.viewState.options().rank.spectrum.centersAttention))
                             : QString());
}

}  // namespace ui
