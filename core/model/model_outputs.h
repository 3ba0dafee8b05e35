#pragma once

#include "core/model/loaded_model.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// One logit per output of a classification head. Empty where the model has no such head or saw no word.
std::vector<double> headLogits(const LoadedModel &model, const ForwardTrace &trace);

// What the head answers, one number per output, of the quantity that its config names: the softmax of the logits, their sigmoids, or the
// logits themselves as the values of a regression. Empty where there are no logits.
std::vector<double> modelOutputs(const LoadedModel &model, const ForwardTrace &trace);

// Whether a difference of two answers means something: a value has none from a probability, nor a sigmoid from a share of a softmax.
bool areComparable(OutputQuantity one, OutputQuantity other);

// Probabilities of answers that exclude each other: the classes of a softmax; of one sigmoid that its label does not hold, and that it
// does. Empty for other heads and where there are no logits.
std::vector<double> answerProbabilities(OutputQuantity quantity, const std::vector<double> &logits);
// The names of those answers: "negative", "positive"; "not toxic", "toxic".
std::vector<std::string> answerNames(const ModelConfig &config);

// The output that erasure, rank cuts and references follow: the most probable class or label, of a regression the first value.
// None where there are none.
std::optional<std::size_t> followedOutput(const ModelConfig &config, const std::vector<double> &outputs);

// The most probable class; where there is one label alone, that label or "not" it. None where there are no outputs, for several
// labels, of which any number may hold, and for a regression.
std::optional<std::string> predictionName(const ModelConfig &config, const std::vector<double> &outputs);

// Of several labels those with a probability above one half, by index; of other heads none.
std::vector<std::size_t> likelyLabels(const ModelConfig &config, const std::vector<double> &outputs);

// The output's name in the model's config, or its number where the config names none.
std::string className(const ModelConfig &config, std::size_t index);

// What the output's number is: "p(positive)", "p(toxic), sigmoid", "value of score".
std::string quantityName(const ModelConfig &config, std::size_t index);

}  // namespace core
