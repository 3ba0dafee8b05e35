#include "ui/views/baseline_menu.h"

#include "core/figure/spectrum_figures.h"

#include <QMenu>

namespace ui {
namespace {

// A choice is the sum of these.
constexpr int shuffled = 1;
constexpr int drawn = 2;

}  // namespace

BaselineMenu::BaselineMenu(const ViewSources &sources, QWidget *parent)
    : QuietMenuButton(tr("Random baseline of the spectrum"), parent), m_sources(sources)
{
    setObjectName(QStringLiteral("spectrumBaseline"));
    showChoices();
    connect(this, &QuietMenuButton::chosen, this, &BaselineMenu::choose);
    connect(&m_sources.viewState, &ViewState::changed, this, &BaselineMenu::refresh);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &BaselineMenu::refresh);
    refresh();
}

void BaselineMenu::showChoices()
{
    const QString why = m_missing.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(m_missing);
    setChoices({tr("no baseline"), tr("shuffled tokens"), tr("random Q and K") + why, tr("both") + why},
               {tr("no baseline"), tr("shuffled"), tr("random Q, K"), tr("baselines")});
    for (const int choice : {drawn, shuffled + drawn})
        menu()->actions().at(choice)->setEnabled(m_missing.isEmpty());
}

void BaselineMenu::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const QString missing = snapshot ? QString::fromStdString(core::drawnBaselineAbsence(*snapshot)) : QString();
    if (missing != m_missing) {
        m_missing = missing;
        showChoices();
    }
    const core::SpectrumOptions &options = m_sources.viewState.options().rank.spectrum;
    setCurrent((options.showsShuffled ? shuffled : 0) + (options.showsDrawn ? drawn : 0));
}

void BaselineMenu::choose(int choice)
{
    ViewOptions options = m_sources.viewState.options();
    options.rank.spectrum.showsShuffled = (choice & shuffled) != 0;
    options.rank.spectrum.showsDrawn = (choice & drawn) != 0;
    m_sources.viewState.setOptions(options);
}

}  // namespace ui
