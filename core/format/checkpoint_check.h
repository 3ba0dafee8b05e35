#pragma once

#include "core/format/checkpoint.h"
#include "core/format/tensor_lookup.h"
#include "core/format/tensor_table.h"
#include "core/format/tensor_values.h"

#include <span>
#include <string>
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

// How a checkpoint's tensors compare with a model's table. Names are the table's, in the last two lists
// the checkpoint's.
struct CheckpointReport {
    std::vector<std::string> missing;
    std::vector<std::string> ambiguous;  // more than one tensor could be meant, and they differ
    std::vector<IllShapedTensor> illShaped;
    std::vector<UnreadableTensor> unreadable;
    std::vector<NonFiniteTensor> nonFinite;
    std::vector<std::string> contradicting;  // unused, but of another attention or mask than config.json names
    std::vector<std::string> unused;         // the model runs without them
    std::string advice;  // what the tensors tell of config.json where they do not fit it; empty where that is nothing plain

    bool fits() const;
};

// Compares names, shapes, types and values; reads all the model's weights once. `tensors` is of the same checkpoint and table. Without a
// configuration nothing is contradicting, and there is no advice (checkpoint_advice.h).
CheckpointReport checkCheckpoint(const Checkpoint &checkpoint, const TensorLookup &tensors,
                                 std::span<const TensorSpec> table);

// One sentence, also where everything fits: the first few names of each fault and how many more there are.
std::string summary(const CheckpointReport &report);

// Every fault, a line each: "missing: pooler.dense.bias".
std::vector<std::string> faults(const CheckpointReport &report);

}  // namespace core
