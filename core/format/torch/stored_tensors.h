#pragma once

#include "core/base/result.h"
#include "core/format/torch/pickle_value.h"
#include "core/format/weight_file.h"

#include <cstdint>
#include <map>
#include <string>

namespace core {

// Where the bytes of a storage lie in a file.
struct StoragePlace {
    std::uint64_t begin = 0;
    std::uint64_t bytes = 0;
};

using StoragePlaces = std::map<std::string, StoragePlace, std::less<>>;  // by key

// The tensors of the pickle's state dictionary, each with its place in a file of `fileBytes`. Refuses one that reaches beyond its
// storage, and tensors that together take far more than the file.
Result<WeightFileContents> storedTensors(const Pickle &pickle, const StoragePlaces &places, std::uint64_t fileBytes);

}  // namespace core
