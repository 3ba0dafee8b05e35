#pragma once

#include "core/base/result.h"
#include "core/workbench/workbench_state.h"

namespace core {

// Refuses a state that no user could have chosen: numbers out of the range of their controls, a painting that is no target.
Result<void> checkState(const WorkbenchState &state);

}  // namespace core
