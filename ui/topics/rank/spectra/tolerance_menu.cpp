#include "ui/topics/rank/spectra/tolerance_menu.h"

#include "core/figure/values/rank_tolerance.h"
#include "ui/topics/rank/spectra/corpus_map.h"
#include "ui/widgets/choice_menu.h"

#include <QHBoxLayout>

#include <algorithm>

namespace ui {
namespace {

QStringList choices()
{
    QStringList texts;
    for (const double tolerance : core::rankTolerances())
        texts << QString::fromStdString(core::rankToleranceText(tolerance));
    return texts;
}

}  // namespace

ToleranceMenu::ToleranceMenu(const ViewSources &sources, const ComparisonSession &comparison, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_comparison(comparison),
      m_menu(new ChoiceMenu(tr("Tolerance of numerical ranks"), this))
{
    m_menu->setObjectName(QStringLiteral("rankTolerance"));
    m_menu->setPrefix(tr("counts σ above"));
    m_menu->setChoices(choices());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_menu);
    connect(m_menu, &ChoiceMenu::chosen, this, &ToleranceMenu::choose);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &ToleranceMenu::refresh);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &ToleranceMenu::refresh);
    connect(&m_comparison, &ComparisonSession::comparisonChanged, this, &ToleranceMenu::refresh);
    refresh();
}

void ToleranceMenu::refresh()
{
    const core::RankState &rank = m_sources.workbench.state().rank;
    const auto tolerances = core::rankTolerances();
    m_menu->setCurrent(static_cast<int>(std::ranges::find(tolerances, rank.tolerance) - tolerances.begin()));
    setVisible(core::describe(rank.measure).usesTolerance && !mapsCorpus(m_sources, m_comparison));
}

void ToleranceMenu::choose(int choice)
{
    m_sources.workbench.change([choice](core::WorkbenchState &state) {
        state.rank.tolerance = core::rankTolerances()[static_cast<std::size_t>(choice)];
    });
}

}  // namespace ui
