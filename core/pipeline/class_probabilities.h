#pragma once

#include "core/model/loaded_model.h"

#include <optional>
#include <vector>

namespace core {

// Softmax of the logits, one per class; empty where the model does not classify or saw no word.
std::vector<double> classProbabilities(const LoadedModel &model, const ForwardTrace &trace);

// The class with the largest probability; none where there are none.
std::optional<std::size_t> predictedClass(const std::vector<double> &probabilities);

// Its name in the model's config, or its number where the config names no classes.
std::string className(const ModelConfig &config, std::size_t index);

}  // namespace core
