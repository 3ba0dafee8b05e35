#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace core {

// A tensor to be written: a distinct name and as many values, row-major, as the shape says.
struct NamedTensor {
    std::string name;
    std::vector<std::int64_t> shape;
    std::span<const float> values;
};

// A whole safetensors file of F32 tensors in the order given; the data begin at a multiple of 8 bytes.
std::string safetensorsBytes(std::span<const NamedTensor> tensors, const std::map<std::string, std::string> &metadata);

}  // namespace core
