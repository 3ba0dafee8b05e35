#include "ui/topics/rank/spectra/baseline_menu.h"

#include "core/figure/rank/baseline_figures.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"

#include <QMenu>

#include <algorithm>
#include <array>

namespace ui {
namespace {

using core::SpectrumBaseline;

constexpr std::array baselines{SpectrumBaseline::ShuffledTokens, SpectrumBaseline::RandomProjections,
                               SpectrumBaseline::PermutedRows};
constexpr int none = 0;
constexpr int all = static_cast<int>(baselines.size()) + 1;  // one baseline each in between

int choiceOf(const core::SpectrumOptions &options)
{
    const std::array shown{options.showsShuffled, options.showsDrawn, options.showsPermuted};
    const auto count = std::ranges::count(shown, true);
    if (count == 1)
        return 1 + static_cast<int>(std::ranges::find(shown, true) - shown.begin());
    return count == 0 ? none : all;
}

}  // namespace

BaselineMenu::BaselineMenu(AnalysisSession &session, Workbench &workbench, QWidget *parent)
    : ChoiceMenu(tr("Random baseline of the spectrum"), parent), m_session(session), m_workbench(workbench),
      m_missing(static_cast<qsizetype>(baselines.size()))
{
    setObjectName(QStringLiteral("spectrumBaseline"));
    showChoices();
    menu()->setToolTipsVisible(true);
    connect(this, &ChoiceMenu::chosen, this, &BaselineMenu::choose);
    connect(&m_workbench, &Workbench::optionsChanged, this, &BaselineMenu::refresh);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &BaselineMenu::refresh);
    refresh();
}

void BaselineMenu::showChoices()
{
    QStringList choices{tr("no baseline")};
    for (std::size_t index = 0; index < baselines.size(); ++index) {
        const QString &missing = m_missing[static_cast<qsizetype>(index)];
        choices << qtText(core::baselineName(baselines[index])) +
                       (missing.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(missing));
    }
    choices << tr("all three");
    setChoices(choices, {tr("no baseline"), tr("shuffled"), tr("random Q, K"), tr("permuted"), tr("baselines")});
    for (std::size_t index = 0; index < baselines.size(); ++index) {
        QAction *action = menu()->actions().at(static_cast<qsizetype>(index) + 1);
        action->setEnabled(m_missing[static_cast<qsizetype>(index)].isEmpty());
        action->setToolTip(plainToolTip(qtText(core::baselineExplanation(baselines[index]))));
    }
}

void BaselineMenu::refresh()
{
    const SnapshotPointer &snapshot = m_session.snapshot();
    QStringList missing;
    for (const SpectrumBaseline baseline : baselines)
        missing << (snapshot ? qtText(core::baselineAbsence(baseline, *snapshot)) : QString());
    if (missing != m_missing) {
        m_missing = missing;
        showChoices();
    }
    setCurrent(choiceOf(m_workbench.state().rank.spectrum));
}

void BaselineMenu::choose(int choice)
{
    m_workbench.change([choice](core::WorkbenchState &state) {
        core::SpectrumOptions &spectrum = state.rank.spectrum;
        spectrum.showsShuffled = choice == 1 || choice == all;
        spectrum.showsDrawn = choice == 2 || choice == all;
        spectrum.showsPermuted = choice == 3 || choice == all;
    });
}

}  // namespace ui
