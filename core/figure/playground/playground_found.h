#pragma once

#include "core/analysis/realizable/best_found_attention.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/figure/playground/playground_target.h"

#include <functional>
#include <string>
#include <vector>

namespace core {

// How a realized row is compared with its target: sum_j P_ij ln(P_ij / P'_ij) in nats, or 1/2 sum_j |P_ij - P'_ij|.
enum class RowErrorMeasure { Divergence, TotalVariation };

// Which scores of the head's size are shown: the best that were found, or the truncation of log(P) C.
enum class RealizedScores { BestFound, Truncation };

// What was found for a target so far, from head size 1 on.
struct FoundSizes {
    std::vector<BestFound> bySize = {};
    // Of the best by each of the two errors.
    HeadSizeErrors errors = {};
    double largestShare = 0;
    double largestDifference = 0;

    int count() const { return static_cast<int>(bySize.size()); }
};

// Searches one head size after the other, behind those that an earlier search of the target found, and tells of each; cancelled when
// asked to stop.
Result<FoundSizes> searchHeadSizes(const RealizableAttention &target, FoundSizes found,
                                   const std::function<void(const FoundSizes &)> &soFar, const StopToken &stop);

// Of the mean total variation: "0.05", "0.1".
std::string toleranceText(double tolerance);

// A head size with what a reader chose to see of it.
struct RealizedChoice {
    int headSize = 1;
    RealizedScores scores = RealizedScores::BestFound;
    RowErrorMeasure measure = RowErrorMeasure::Divergence;
};

// What is shown: the truncation while nothing is found yet for the head size.
RealizedScores shownScores(const FoundSizes &found, const RealizedChoice &choice);
ScoreFactors realizedFactors(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice);

}  // namespace core
