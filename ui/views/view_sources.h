#pragma once

#include "core/figure/values/display_units.h"
#include "core/figure/values/heat_map_figure.h"
#include "ui/session/analysis_session.h"
#include "ui/session/comparison_session.h"
#include "ui/session/open_models.h"
#include "ui/session/selection.h"
#include "ui/session/workbench.h"

namespace ui {

// What every view listens to. All of it outlives the views.
struct ViewSources {
    AnalysisSession &session;
    Selection &selection;
    Workbench &workbench;
    OpenModels &models;
    ComparisonSession &comparison;
};

// The units shown of the session's snapshot; none before the first.
core::DisplayUnits shownUnits(const ViewSources &sources);
// The selected head, or the nearest one the shown model has.
core::HeadRef shownHead(const ViewSources &sources);

// What the corpus that models are compared on says of the shown model, so far; null where it says nothing.
struct CorpusNumbers {
    core::ComparisonPointer comparison;  // keeps the other
    const core::ComparedModel *compared = nullptr;
};
CorpusNumbers corpusOfShownModel(const ViewSources &sources);
// Whether the map of all heads is of them: they are chosen, and they are there.
bool mapsCorpus(const ViewSources &sources);

// The chosen picture of a head, or attention where the shown model does not have it.
core::HeadPicture shownPicture(const ViewSources &sources);

// As Selection::lock and hover, in units.
void lockUnits(Selection &selection, const core::DisplayUnits &units, std::optional<int> query, std::optional<int> key,
               const core::PictureIndices &indices = {});
void hoverUnits(Selection &selection, const core::DisplayUnits &units, std::optional<int> query, std::optional<int> key,
                const core::PictureIndices &indices = {});

}  // namespace ui
