#pragma once

#include "core/analysis/realizable/realizable_attention.h"
#include "core/analysis/realizable/score_factors.h"
#include "core/base/result.h"
#include "core/base/stop.h"

#include <optional>

namespace core {

// The closest that a head of a given size is found to come to a target: the mean divergence over rows is minimized over scores of
// that rank. The problem has many local minima, so what is found is an upper bound on the smallest error, as the truncation of
// log(P) C is; it is never above the truncation's, and never rises with the head size.

// Scores of one head size with their errors against the target.
struct FoundScores {
    ScoreFactors factors;
    double meanDivergence = 0.0;      // nats
    double meanTotalVariation = 0.0;  // 0 to 1
};

// The best of all that were looked at, by either error: one map need not be the best by both.
struct BestFound {
    FoundScores byDivergence;
    FoundScores byTotalVariation;
};

// Descends by L-BFGS from the truncation, from the best of one feature less with one more along the steepest direction, and from
// constructions: keys on a circle and its harmonics, with which a head of size 2 realizes every permutation; and keys on a line
// with its polynomials, with which one of size 2 realizes every Gaussian band; both with the best queries for them. `smaller` is
// the result for one head size less, where there is one. Deterministic. Refuses nothing but a stop.
Result<BestFound> bestFound(const RealizableAttention &target, int headSize, const BestFound *smaller,
                            const StopToken &stop);

// The smallest head size whose mean total variation is below the tolerance, where one is: `errors` has one for each size from 1.
std::optional<int> smallestHeadSize(const std::vector<double> &meanTotalVariation, double tolerance);

}  // namespace core
