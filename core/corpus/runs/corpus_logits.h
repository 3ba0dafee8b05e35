#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/runs/progress.h"
#include "core/corpus/runs/text_outcomes.h"
#include "core/model/loaded_model.h"

#include <span>
#include <string>
#include <vector>

namespace core {

// What a classification head says of one text.
struct TextLogits {
    std::vector<double> logits;  // as headLogits() gives them
    bool isCut = false;          // the text was longer than the model's limit
};

// Runs every text through the model, over all cores; in the order of the texts. Fails where a pass fails, naming the text.
Result<std::vector<TextLogits>> corpusLogits(const LoadedModel &model, std::span<const std::string> texts,
                                             const Progress &progress, const StopToken &stop,
                                             TextOutcomes *outcomes = nullptr);
// The same under a mask.
Result<std::vector<TextLogits>> corpusLogits(const LoadedModel &model, const AttentionMask &mask,
                                             std::span<const std::string> texts, const Progress &progress,
                                             const StopToken &stop);

}  // namespace core
