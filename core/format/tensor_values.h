#pragma once

#include "core/format/checkpoint.h"

#include <optional>
#include <span>
#include <string>

namespace core {

// Numbers as they are stored, in any readable dtype and at any address; exact, as every F16 and BF16 number is a float, but for F64, which is rounded: to infinity beyond a float's range.
void convertToFloat(DType dtype, std::span<const std::byte> bytes, std::span<float> values);

// Reads the tensor's numbers in order. The dtype must be readable and `values` exactly as long as the tensor.
void readAsFloat(const Checkpoint &checkpoint, const TensorEntry &tensor, std::span<float> values);

// A number no computation can go on with.
struct NonFiniteValue {
    std::vector<std::int64_t> position;  // one index per dimension
    double value;                        // NaN, an infinity, or in F64 what no float holds
};

// The first one in order. None in a tensor whose dtype is not readable.
std::optional<NonFiniteValue> firstNonFinite(const Checkpoint &checkpoint, const TensorEntry &tensor);

// "holds NaN at [3, 17], expected finite numbers"
std::string nonFiniteText(const NonFiniteValue &found);

}  // namespace core
