#pragma once

#include "core/corpus/diagnosis/checkpoint_diagnosis.h"
#include "core/figure/rank/weight_measure.h"
#include "core/figure/values/curve_figure.h"
#include "core/figure/values/heat_map_figure.h"
#include "core/figure/values/snapshot_maps.h"

#include <string>
#include <vector>

namespace core {

// What the weights of the shown model's heads look like, beside the attention to the shown text. `diagnosis` is of the shown model; null
// or unfinished while it is being read, which the figures say.

// Singular values of the selected head's W_Q W_K^T, W_V · W_O and attention, each as a share of its largest.
CurveFigure weightSpectrumFigure(const AnalysisSnapshot &snapshot, HeadRef head, const CheckpointDiagnosis *diagnosis,
                                 bool isLogarithmic);

// One row of numbers: "W_Q · W_K", its stable rank, symmetric and antisymmetric share. "–" where one is not defined.
struct WeightFacts {
    std::string name;
    std::string stableRank;
    std::string symmetric;
    std::string antisymmetric;

    bool operator==(const WeightFacts &) const = default;
};

// Of the same three matrices; empty without spectra of weights.
std::vector<WeightFacts> weightFacts(const AnalysisSnapshot &snapshot, HeadRef head, const CheckpointDiagnosis *diagnosis);

// Layers x heads of a measure.
HeatMapFigure weightMapFigure(const AnalysisSnapshot &snapshot, const CheckpointDiagnosis *diagnosis, WeightMeasure measure);

}  // namespace core
