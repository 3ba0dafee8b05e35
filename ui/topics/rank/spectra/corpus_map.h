#pragma once

#include "ui/session/comparison_session.h"
#include "ui/views/view_sources.h"

namespace ui {

// What the corpus that models are compared on says of the shown model, so far; null where it says nothing.
struct CorpusNumbers {
    core::ComparisonPointer comparison;  // keeps the other
    const core::ComparedModel *compared = nullptr;
};
CorpusNumbers corpusOfShownModel(const AnalysisSession &session, const ComparisonSession &comparison);
// Whether the map of all heads is of them: they are chosen, and they are there.
bool mapsCorpus(const ViewSources &sources, const ComparisonSession &comparison);

}  // namespace ui
