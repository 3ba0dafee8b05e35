#pragma once

#include "core/format/dtype.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace core {

// One tensor of a checkpoint. Its numbers are little-endian: core/format/tensor_values.h reads them.
struct TensorEntry {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;  // empty: a single number
    std::uint64_t begin = 0;          // its bytes in the file are [begin, end)
    std::uint64_t end = 0;
    std::vector<std::int64_t> strides;  // in elements, one a dimension; empty: row-major without gaps
    std::size_t file = 0;               // which of the checkpoint's files

    std::int64_t elements() const;  // product of the shape
    std::uint64_t byteCount() const { return end - begin; }
};

}  // namespace core
