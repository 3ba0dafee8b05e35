#pragma once

#include "core/workbench/file_choice.h"
#include "core/workbench/mask_state.h"

#include <string>

namespace core {

// The labeled file that the mask is evaluated on.
struct EvaluationState {
    FileChoice texts;
    std::string sweep;  // in the words of core::maskSweep; empty: the mask alone

    bool operator==(const EvaluationState &) const = default;
};

// What is chosen in the Masks workspace.
struct MasksState {
    MaskState mask;
    EvaluationState evaluation;
    FileChoice positions;  // the texts over which attention to positions is surveyed

    bool operator==(const MasksState &) const = default;
};

}  // namespace core
