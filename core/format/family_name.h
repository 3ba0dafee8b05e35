#pragma once

#include "core/format/model_config.h"

#include <string>

namespace core {

// What a reader calls the model's attention: "standard", "linformer, k = 16", "no diagonal",
// "symmetric, no diagonal", "LAMA, mean context".
std::string familyName(const ModelConfig &config);

// Where a kind's formula does not come from its paper, what to say beside its name; empty for the others.
std::string familyCaution(const ModelConfig &config);

}  // namespace core
