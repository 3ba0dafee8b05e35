#pragma once

#include "core/analysis/bootstrap.h"
#include "core/pipeline/evaluation.h"

#include <cstdint>
#include <span>
#include <vector>

namespace core {

// A text whose prediction the mask has changed.
struct ChangedPrediction {
    std::size_t text = 0;  // its index in the corpus
    Verdict before;
    Verdict after;
};

// A corpus with a mask against the same corpus without it.
struct MaskComparison {
    Evaluation evaluation;        // with the mask
    ConfidenceInterval accuracy;  // with minus without, 95 % by the paired bootstrap
    ConfidenceInterval loss;
    std::vector<ChangedPrediction> changed;
};

// Both of the same texts in the same order, at least one.
MaskComparison compareVerdicts(std::span<const Verdict> without, std::span<const Verdict> with, std::uint32_t seed);

}  // namespace core
