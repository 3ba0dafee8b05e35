#pragma once

#include "core/analysis/importance/importance_options.h"
#include "core/figure/values/bar_figure.h"
#include "core/pipeline/analysis_snapshot.h"

namespace core {

// The most probable pieces at the position that the target names, or at the first [MASK]: bars from 0 to 1. Empty where nothing is to
// be guessed.
BarFigure guessesFigure(const AnalysisSnapshot &snapshot, const AskedTarget &asked);

}  // namespace core
