#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/pipeline/analysis_snapshot.h"

#include <vector>

namespace core {

// One number per token of a snapshot whose model, text, trace and probabilities are there; its further
// passes run under the mask of its trace. NaN where the measure is not defined:
// erasure of special tokens, of the only token, and in a model that does not classify. Erasure runs one more pass per
// token, over all cores.
Result<WordImportance> wordImportance(const AnalysisSnapshot &snapshot, ImportanceMeasure measure, const StopToken &stop);

}  // namespace core
