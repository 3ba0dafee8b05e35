#include "ui/topics/rank/spectra/corpus_map.h"

#include "core/figure/rank/rank_map_figure.h"

namespace ui {

CorpusNumbers corpusOfShownModel(const AnalysisSession &session, const ComparisonSession &comparison)
{
    const core::ComparisonPointer compared = comparison.comparison();
    const SnapshotPointer &snapshot = session.snapshot();
    if (!compared || !snapshot || !snapshot->model)
        return {};
    return {compared, core::corpusNumbers(*compared, *snapshot->model)};
}

bool mapsCorpus(const ViewSources &sources, const ComparisonSession &comparison)
{
    return sources.workbench.state().rank.mapsCorpus && corpusOfShownModel(sources.session, comparison).compared;
}

}  // namespace ui
