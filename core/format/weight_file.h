#pragma once

#include "core/base/byte_source.h"
#include "core/base/result.h"
#include "core/format/tensor_entry.h"

#include <map>
#include <string>
#include <vector>

namespace core {

// What one file of weights holds.
struct WeightFileContents {
    std::vector<TensorEntry> tensors;  // sorted by name
    std::map<std::string, std::string> metadata;
    std::string part;  // the key of the dictionary that was read, "state_dict", where a file holds more than one
};

// Reads the table of a safetensors file or of one that PyTorch saved, told apart by how they begin.
Result<WeightFileContents> readWeightFile(const ByteSource &file);

}  // namespace core
