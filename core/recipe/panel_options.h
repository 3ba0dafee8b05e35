#pragma once

#include "core/figure/comparison/comparison_slots.h"
#include "core/figure/playground/playground_found.h"
#include "core/figure/rank/spectrum_figures.h"
#include "core/figure/rank/truncation_figure.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// A target that a head of a given size is to realize, and which of its realizations is shown.
struct PlaygroundOptions {
    TargetChoice target;
    std::vector<std::vector<double>> painting;  // n x n, of a painted target
    std::optional<int> headSize;                // none: the model's own
    RealizedScores scores = RealizedScores::BestFound;
    RowErrorMeasure measure = RowErrorMeasure::Divergence;
    double tolerance = 0.05;  // of the mean total variation

    bool operator==(const PlaygroundOptions &) const = default;
};

// What only some kinds of panels are set to; the others leave it as it is.
struct PanelOptions {
    SpectrumOptions spectrum;
    int markedRank = 0;    // a line at this k; 0: none
    double tolerance = 0;  // of numerical ranks, as a share of the largest singular value; 0: the default
    ComparisonAxis axis = ComparisonAxis::HeadSize;
    int lengthGroup = 0;           // only texts of this group of lengths; 0: all
    bool isShareOfTokens = false;  // of what is compared
    std::string outputClass;       // by its name or number; empty: the followed one
    TruncatedHeads truncated = TruncatedHeads::All;
    int rank = 4;  // that is left of them
    PlaygroundOptions playground;

    bool operator==(const PanelOptions &) const = default;
};

}  // namespace core
