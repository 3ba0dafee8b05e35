#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/loaded_model.h"
#include "core/pipeline/labelled_texts.h"

#include <functional>
#include <span>

namespace core {

// How a classifier does on labelled sentences.
struct Evaluation {
    std::size_t examples = 0;
    double accuracy = 0;  // share of sentences whose likeliest class is the label
    double loss = 0;      // mean of -ln p(label)
    std::size_t cutExamples = 0;  // sentences that were longer than the model\'s limit
};

// Called now and then with how many sentences are done, from any thread but never from two at once.
using Progress = std::function<void(std::size_t done)>;

// Runs every sentence through the model, over all cores. The model must classify and `texts` not be empty.
Result<Evaluation> evaluate(const LoadedModel &model, std::span<const LabelledText> texts, const Progress &progress, const StopToken &stop);

} // namespace core
