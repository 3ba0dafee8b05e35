#pragma once

#include "core/figure/comparison/comparison_figures.h"
#include "core/figure/rank/spectrum_figures.h"
#include "core/figure/rank/truncation_figure.h"
#include "core/figure/rank/weight_measure.h"
#include "core/workbench/file_choice.h"
#include "core/workbench/playground_state.h"

#include <filesystem>
#include <set>

namespace core {

// Which of the open models are compared, and on what.
struct ComparedState {
    std::set<std::filesystem::path> excluded;
    FileChoice corpus;  // without a file: the sentence

    bool operator==(const ComparedState &) const = default;
};

// What is chosen in the Rank workspace.
struct RankState {
    SpectrumOptions spectrum;
    bool showsResiduals = false;                        // to rank one by layer, in place of Y(k) and E(k)
    SpectrumMatrix matrix = SpectrumMatrix::Attention;  // of the map of all heads
    SpectrumMeasure measure = SpectrumMeasure::EffectiveRank;
    bool mapsCorpus = false;  // the mean over the corpus that models are compared on, where it has been run
    double tolerance = 0;     // of numerical ranks, as a share of the largest singular value; 0: the default
    int k = 0;                // how many singular values are kept; 0: a quarter of them
    TruncatedHeads truncated = TruncatedHeads::None;
    ComparisonOptions comparison;
    ComparedState compared;
    PlaygroundState playground;
    WeightMeasure weightMeasure = WeightMeasure::FromUniform;  // of the map of all heads beside the weights' spectra

    bool operator==(const RankState &) const = default;
};

}  // namespace core
