#pragma once

#include "core/analysis/realizable/paint_target.h"
#include "core/figure/values/heat_map_figure.h"
#include "core/figure/values/snapshot_maps.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// What the theorem playground takes from the sentence and the selected head (Bhojanapalli et al. 2020, theorem 1).
struct PlaygroundOffer {
    static constexpr int mostTokens = 64;  // each change of a target takes it apart anew
    static constexpr int numbers = 8;      // tokens that stand for a sentence where there is none

    std::vector<AxisLabel> tokens;       // n
    bool showsUnits = false;             // ... of the sentence; else numbers
    int leftOut = 0;                     // tokens beyond the first `mostTokens`
    std::string headName;                // "layer 4 · head 7"
    std::optional<DoubleMatrix> head;    // n x n, the selected head's map, rows sum to 1
    std::string headNote;                // what was done to its rows, or why there is none
    std::optional<DoubleMatrix> inputs;  // n x D, what the head's layer gets, where the trace kept it
    std::optional<int> modelHeadSize;

    int size() const { return static_cast<int>(tokens.size()); }
};

PlaygroundOffer playgroundOffer(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units);

}  // namespace core
