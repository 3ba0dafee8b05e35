#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/pipeline/analysis_snapshot.h"

#include <vector>

namespace core {

// What the model reads: one id per token.
std::vector<TokenId> tokenIds(const TokenizedText &text);

// The pass a snapshot's request asks for, over the snapshot's tokens.
ForwardOptions forwardOptions(const AnalysisSnapshot &snapshot);

// One number per token of a snapshot whose model, text, trace and probabilities are there. NaN where the measure is not defined:
// erasure of special tokens, of the only token, and in a model that does not classify. Erasure runs one more pass per token.
Result<WordImportance> wordImportance(const AnalysisSnapshot &snapshot, ImportanceMeasure measure, const StopToken &stop);

} // namespace core
