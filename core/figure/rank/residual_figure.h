#pragma once

#include "core/figure/values/curve_figure.h"
#include "core/pipeline/analysis_snapshot.h"

namespace core {

// How far the tokens' states are from being all the same, of the embeddings and after every layer. Empty until the request asks
// for it, and for LAMA, with a sentence that says why.
CurveFigure residualFigure(const AnalysisSnapshot &snapshot);

}  // namespace core
