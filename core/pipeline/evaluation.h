#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/loaded_model.h"
#include "core/pipeline/labelled_texts.h"
#include "core/pipeline/progress.h"

#include <span>

namespace core {

// How a model does on held-out texts. An example is a sentence to classify or a masked piece to guess.
struct Evaluation {
    std::size_t examples = 0;
    double accuracy = 0;          // share of examples whose likeliest answer is the right one
    double loss = 0;              // mean of -ln p(right answer)
    std::size_t cutExamples = 0;  // sentences that were longer than the model's limit
};

// Runs every sentence through the model, over all cores. The model must classify and `texts` not be empty.
Result<Evaluation> evaluate(const LoadedModel &model, std::span<const LabelledText> texts, const Progress &progress, const StopToken &stop);

} // namespace core
