#pragma once

#include "core/base/matrix.h"
#include "core/format/model_config.h"

#include <string_view>

namespace core {

// The tensor of a layer's attention with the heads that were pruned put back as zeros, so that every head has its place: rows of the
// projections (one or three of them stacked, weights or biases as a column), columns of the output projection's weight. Other tensors
// come back as they are.
Matrix withPrunedHeads(const ModelConfig &config, std::string_view name, Matrix stored);

}  // namespace core
