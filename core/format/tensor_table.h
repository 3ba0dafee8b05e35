#pragma once

#include "core/format/model_config.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace core {

// One tensor of a model: what a checkpoint must hold, under this name or with "bert." before it.
struct TensorSpec {
    std::string name;
    std::vector<std::int64_t> shape;
    bool isOptional = false;  // the model is complete without it

    bool operator==(const TensorSpec &) const = default;
};

// Every tensor of the model, in the order in which the network uses them. Names are PyTorch's; matrices are out x in.
std::vector<TensorSpec> tensorTable(const ModelConfig &config);

// How many numbers the tensors that are not optional hold.
std::int64_t parameterCount(std::span<const TensorSpec> table);

}  // namespace core
