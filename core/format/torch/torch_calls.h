#pragma once

#include "core/base/result.h"
#include "core/format/torch/pickle_value.h"

namespace core {

// What a call of `function` with `arguments` stands for in a pickle of tensors, made without calling anything. `budget` is how many
// items may still be copied in all, so that a small file cannot stand for a huge one.
Result<PickledValue> torchCall(const Pickle &pickle, const TorchName &function, const PickledSequence &arguments,
                               std::size_t &budget);

// The storage that a persistent id names: ("storage", type, key, location, elements).
Result<PickledStorage> torchStorage(const Pickle &pickle, const PickledSequence &id);

}  // namespace core
