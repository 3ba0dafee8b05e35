#pragma once

#include "core/format/model_config.h"

#include <span>
#include <string>
#include <vector>

namespace core {

// What else a configuration could have said of the attention in a checkpoint.

// Configurations that differ from it in what attention is made of and not in sizes: the other kinds with their ways of sharing, masks
// that were learned, LAMA's further parts, as many groups of shared layers as there are.
std::vector<ModelConfig> otherReadings(const ModelConfig &config, std::span<const TensorFacts> tensors);

// "shared attention", "linformer attention (\"headwise\") with a structured mask"
std::string attentionText(const AttentionConfig &attention);

// The same of the kind all of whose tensors are there, where that is another than the config's; of several the one with the most. Empty
// where there is none.
std::string attentionOfTensors(const ModelConfig &config, std::span<const TensorFacts> tensors);

}  // namespace core
