#pragma once

#include "core/workbench/workbench_state.h"

namespace core {

// The prediction with the choices that it was asked with. The snapshot is the one that is shown.
PinnedPrediction pinOf(PinnedPrediction prediction, const WorkbenchState &state, const AnalysisSnapshot *snapshot);

// Whether the pinned answer is what stands beside the sentence.
bool isBesidePin(const WorkbenchState &state);

// The state that what stands beside the sentence is answered by: the same choices, with the second sentence and the second model in
// place of the shown ones, or with what was pinned. A second model that is not open counts as not chosen; a pinned one may be.
WorkbenchState secondSide(const WorkbenchState &state);

// Whether both sides are asked the same.
bool areSidesAlike(const WorkbenchState &state);

// The second sentence and model become the shown ones, and the other way round. A pinned answer becomes the shown one and stays pinned.
void swapSides(WorkbenchState &state);

}  // namespace core
