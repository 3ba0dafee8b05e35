#pragma once

#include "core/figure/playground/playground_found.h"

namespace core {

// What is chosen in the theorem playground.
struct PlaygroundState {
    TargetChoice target;
    TargetSource beforePainting = TargetSource::Head;
    DoubleMatrix painting;  // n x n shares; empty where nothing is painted
    int headSize = 4;
    RowErrorMeasure measure = RowErrorMeasure::Divergence;
    RealizedScores scores = RealizedScores::BestFound;
    double tolerance = 0.05;  // of the mean total variation, for the smallest head size that is named

    // A painting for another number of tokens than a sentence has is not shown, but it is kept.
    bool operator==(const PlaygroundState &other) const;
};

}  // namespace core
