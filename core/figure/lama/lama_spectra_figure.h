#pragma once

#include "core/figure/values/curve_figure.h"
#include "core/pipeline/analysis_snapshot.h"

namespace core {

// How alike LAMA's heads are: singular values of the attention A (heads x words) and of the sentence matrix S = A H (heads x
// state width), each relative to its matrix's largest, with effective ranks (Roy and Vetterli 2007) in the curves' names.
CurveFigure lamaSpectraFigure(const AnalysisSnapshot &snapshot);

}  // namespace core
