#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/evaluation/evaluation.h"
#include "core/corpus/evaluation/held_out_mask.h"
#include "core/corpus/runs/text_outcomes.h"
#include "core/model/loaded_model.h"

#include <span>
#include <vector>

namespace core {

// What the model guesses for each guessed piece of a part, under a mask.
Result<std::vector<Verdict>> guesses(const LoadedModel &model, const MaskedPart &part, const AttentionMask &mask,
                                     const StopToken &stop);

// Runs every part through the model, over all cores; an example is a masked piece. The model must be a masked language model and
// at least one piece be masked. Progress counts parts.
Result<Evaluation> evaluate(const LoadedModel &model, std::span<const MaskedPart> parts, const Progress &progress,
                            const StopToken &stop, TextOutcomes *outcomes = nullptr);

}  // namespace core
