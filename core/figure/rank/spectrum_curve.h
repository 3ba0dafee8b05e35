#pragma once

#include "core/analysis/spectra/spectrum_measures.h"
#include "core/figure/values/curve_figure.h"
#include "core/pipeline/analysis_snapshot.h"

#include <span>
#include <string>
#include <vector>

namespace core {

// What the pictures of singular values have in common.

// P, or P C.
SpectrumMatrix shownAttentionMatrix(bool centersAttention);

// The head that the snapshot's spectra know: LAMA's one map stands for all its heads.
HeadRef spectrumHead(const AnalysisSnapshot &snapshot, HeadRef head);

// 1, 2, ... count
std::vector<double> spectrumIndices(std::size_t count);

// `count` singular values as shares of the largest, with zeros for those that are not there.
std::vector<double> sharesOfLargest(std::span<const double> spectrum, int count);

Curve spectrumCurve(std::string name, std::span<const double> spectrum, int count, CurveRole role);

}  // namespace core
