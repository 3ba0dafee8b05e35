#pragma once

#include "core/analysis/measures/position_groups.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/runs/corpus_run.h"

#include <span>
#include <string>

namespace core {

// How much attention each group of positions gets in every head: for each text n times the mean attention of the group's pairs, so
// that 1 is what uniform attention gives whatever the length. perHead is positionGroupCount, in the order of the groups. A stop gives
// what was gathered by then. Refuses models whose attention is no map over pairs of tokens. Special tokens are those that the tokenizer
// puts around a text.
Result<CorpusStatistics> positionImportance(const LoadedModel &model, std::span<const std::string> texts,
                                            const CorpusProgress &progress, const StopToken &stop);

// The same of the learned gates of a head: the mean keep probability of each group over `tokens` tokens, what the paper reads the
// importance of positions off. The model has learned gates.
std::array<double, positionGroupCount> gateImportance(const LoadedModel &model, int head, int tokens);

}  // namespace core
