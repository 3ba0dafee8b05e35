#pragma once

#include "core/format/model_config.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace core {

// One tensor of a model: what a checkpoint must hold, under its published name or with the family's prefix before it.
struct TensorSpec {
    std::string name;                 // as this program calls it, whatever the family
    std::vector<std::int64_t> shape;  // as it is stored
    bool isOptional = false;          // the model is complete without it
    std::string published = {};       // as the family's checkpoints call it; empty: the same

    bool operator==(const TensorSpec &) const = default;
};

// What a checkpoint calls it.
const std::string &publishedName(const TensorSpec &spec);

// Every tensor of the model, in the order in which the network uses them. Matrices are out x in, but for the layers of families that
// store their inputs first.
std::vector<TensorSpec> tensorTable(const ModelConfig &config);

// How many numbers the tensors that are not optional hold.
std::int64_t parameterCount(std::span<const TensorSpec> table);

}  // namespace core
