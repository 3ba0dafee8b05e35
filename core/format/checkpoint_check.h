#pragma once

#include "core/format/safetensors.h"
#include "core/format/tensor_table.h"
#include "core/format/tensor_values.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct IllShapedTensor {
    std::string name;
    std::vector<std::int64_t> expected;
    std::vector<std::int64_t> found;
};

struct UnreadableTensor {
    std::string name;
    DType dtype;
};

struct NonFiniteTensor {
    std::string name;
    NonFiniteValue found;
};

// How a file's tensors compare with a model's table. Names are the table's, but `unused` those of the file.
struct CheckpointReport {
    std::vector<std::string> missing;
    std::vector<std::string> ambiguous;  // more than one tensor of the file could be meant
    std::vector<IllShapedTensor> illShaped;
    std::vector<UnreadableTensor> unreadable;
    std::vector<NonFiniteTensor> nonFinite;
    std::vector<std::string> unused;  // the model runs without them

    bool fits() const;
};

// Compares names, shapes, types and values; reads all the model's weights once.
CheckpointReport checkCheckpoint(const SafetensorsFile &file, std::span<const TensorSpec> table);

// One sentence, also where everything fits: the first few names of each fault and how many more there are.
std::string summary(const CheckpointReport &report);

// Every fault, a line each: "missing: pooler.dense.bias".
std::vector<std::string> faults(const CheckpointReport &report);

// The tensor that the table calls `name`. The file may put "bert." before it, and may call a LayerNorm's weight and bias
// gamma and beta, as checkpoints converted from TensorFlow do. Null where there is none, or more than one.
const TensorEntry *findTensor(const SafetensorsFile &file, std::string_view name);

}  // namespace core
