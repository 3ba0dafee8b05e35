#pragma once

#include "core/workbench/workbench_state.h"

namespace core {

// The state that what stands beside the sentence is answered by: the same choices, with the second sentence and the second model in
// place of the shown ones. A model that is not open counts as not chosen.
WorkbenchState secondSide(const WorkbenchState &state);

// The second sentence and model become the shown ones, and the other way round.
void swapSides(WorkbenchState &state);

}  // namespace core
