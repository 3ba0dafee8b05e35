#pragma once

#include "core/figure/values/display_units.h"
#include "core/figure/values/heat_map_figure.h"
#include "ui/session/analysis_session.h"
#include "ui/session/selection.h"
#include "ui/session/workbench.h"

namespace ui {

class FigureDesk;

// What a view of the shown text listens to: the answer, what is pointed at, and what is chosen. All of it outlives the views. Whatever
// else a view needs its constructor names.
struct ViewSources {
    AnalysisSession &session;
    Selection &selection;
    Workbench &workbench;
    FigureDesk *figures = nullptr;  // null where no figures are made
};

// The units shown of the session's snapshot; none before the first.
core::DisplayUnits shownUnits(const ViewSources &sources);
// The selected head, or the nearest one the shown model has.
core::HeadRef shownHead(const ViewSources &sources);

// The chosen picture of a head, or attention where the shown model does not have it.
core::HeadPicture shownPicture(const ViewSources &sources);

// As Selection::lock and hover, in units.
void lockUnits(Selection &selection, const core::DisplayUnits &units, std::optional<int> query, std::optional<int> key,
               const core::PictureIndices &indices = {});
void hoverUnits(Selection &selection, const core::DisplayUnits &units, std::optional<int> query, std::optional<int> key,
                const core::PictureIndices &indices = {});

}  // namespace ui
