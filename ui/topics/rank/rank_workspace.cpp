#include "ui/topics/rank/rank_workspace.h"

#include "ui/topics/rank/head_sizes/head_sizes_page.h"
#include "ui/topics/rank/playground/playground_page.h"
#include "ui/topics/rank/spectra/spectra_page.h"
#include "ui/topics/rank/weights/weights_page.h"

namespace ui {

RankWorkspace::RankWorkspace(const ViewSources &sources, OpenModels &models, ComparisonSession &comparison,
                             Messages &messages, QWidget *parent)
    : TabbedPages(parent)
{
    setObjectName(QStringLiteral("rankWorkspace"));
    setAccessibleName(tr("Rank"));
    addPage(tr("Spectra"), "spectraTab", new SpectraPage(sources, comparison));
    addPage(tr("Head sizes"), "headSizesTab", new HeadSizesPage(sources, models, comparison, messages));
    addPage(tr("Playground"), "playgroundTab", new PlaygroundPage(sources));
    addPage(tr("Weights"), "weightsTab", new WeightsPage(sources));
    connect(this, &TabbedPages::pageChosen, this, [&workbench = sources.workbench](int page) {
        workbench.change([page](core::WorkbenchState &state) { state.place.rank = static_cast<core::RankPage>(page); },
                         going());
    });
    connect(&sources.workbench, &Workbench::changed, this,
            [this, &workbench = sources.workbench] { showPage(static_cast<int>(workbench.state().place.rank)); });
    showPage(static_cast<int>(sources.workbench.state().place.rank));
}

}  // namespace ui
