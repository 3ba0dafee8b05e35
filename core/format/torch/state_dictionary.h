#pragma once

#include "core/base/result.h"
#include "core/format/torch/pickle_value.h"

#include <string>

namespace core {

// The dictionary of named tensors in what torch.save() saved.
struct StateDictionary {
    const PickledDictionary *tensors = nullptr;
    std::string key;  // under which it lies in a training checkpoint, "state_dict"; empty where it is the whole
};

// Looks through dictionaries in dictionaries. Refuses a file with none, and one with several, by their keys.
Result<StateDictionary> stateDictionary(const Pickle &pickle);

}  // namespace core
