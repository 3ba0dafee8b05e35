#pragma once

#include "core/analysis/statistics/bootstrap.h"
#include "core/corpus/evaluation/evaluation.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace core {

// A text whose prediction the mask has changed.
struct ChangedPrediction {
    std::size_t text = 0;  // its index in the corpus
    Verdict before;
    Verdict after;
};

// A corpus with a mask against the same corpus without it. Where verdicts hold squared errors, so do the losses.
struct MaskComparison {
    Evaluation evaluation;        // with the mask
    ConfidenceInterval accuracy;  // with minus without, 95 % by the paired bootstrap over texts
    ConfidenceInterval loss;
    // Of the difference in accuracy, see mcnemarP(); of verdicts in groups the exact sign test of the groups. None for means over several
    // draws.
    std::optional<double> mcnemarP = {};
    std::vector<ChangedPrediction> changed;
};

// How many verdicts, in their order, each text has; empty where each has one. Verdicts of one text, such as those on the guessed pieces of
// a paragraph, depend on each other: intervals are then drawn over the texts, and p is that of the sign test of which texts have more
// right answers under one mask and which under the other (a McNemar test over texts instead of answers).
using VerdictGroups = std::span<const std::size_t>;

// Both of the same texts in the same order, at least one.
MaskComparison compareVerdicts(std::span<const Verdict> without, std::span<const Verdict> with, std::uint32_t seed,
                               VerdictGroups groups = {});

// How far the draws of a random control lie apart.
struct DrawRange {
    struct Limits {
        double low = 0;
        double high = 0;
    };

    std::vector<double> accuracies;  // of each draw
    std::vector<double> losses;
    double changed = 0;  // predictions, mean over the draws

    std::size_t draws() const { return accuracies.size(); }
    // The lowest and the highest of its draws, of which there is at least one.
    Limits limits(std::vector<double> DrawRange::*figure) const;
};

// Several draws of a random mask, at least one, as one comparison: figures are means over the draws, and the intervals are those of
// each text's mean over them, so that they say what another sample of texts would do and not another draw. Changed predictions are
// those of the first draw.
struct DrawsComparison {
    MaskComparison mean;
    DrawRange range;
};

DrawsComparison compareDraws(std::span<const Verdict> without, std::span<const std::vector<Verdict>> draws,
                             std::uint32_t seed, VerdictGroups groups = {});

}  // namespace core
