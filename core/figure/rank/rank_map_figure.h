#pragma once

#include "core/analysis/spectra/spectrum_measures.h"
#include "core/corpus/comparison/model_comparison.h"
#include "core/figure/values/heat_map_figure.h"

namespace core {

// Layers x heads of a measure, its ranks counted above this tolerance. Empty for LAMA, and for a matrix or measure that the
// snapshot does not have.
HeatMapFigure rankMapFigure(const AnalysisSnapshot &snapshot, SpectrumMatrix matrix, SpectrumMeasure measure,
                            double tolerance);

// What a comparison over a corpus says of a model so far; null where it says nothing.
const ComparedModel *corpusNumbers(const ModelComparison &comparison, const LoadedModel &model);

// The same map as means over the texts of the comparison's corpus, its ranks counted above the default tolerance. A cell reads
// out how far nine tenths of the texts reach.
HeatMapFigure corpusRankMapFigure(const ModelComparison &comparison, const ComparedModel &compared, SpectrumMatrix matrix,
                                  SpectrumMeasure measure);

}  // namespace core
