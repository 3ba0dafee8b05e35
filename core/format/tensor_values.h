#pragma once

#include "core/format/safetensors.h"

#include <optional>
#include <span>
#include <string>

namespace core {

// Writes the tensor's numbers in order; exact, as every F16 and BF16 number is a float. The dtype must be readable and
// `values` exactly as long as the tensor.
void copyAsFloat(const TensorEntry &tensor, std::span<float> values);

// A number no computation can go on with.
struct NonFiniteValue {
    std::vector<std::int64_t> position;  // one index per dimension
    float value;                         // NaN or an infinity
};

// The first one in order. None in a tensor whose dtype is not readable.
std::optional<NonFiniteValue> firstNonFinite(const TensorEntry &tensor);

// "holds NaN at [3, 17], expected finite numbers"
std::string nonFiniteText(const NonFiniteValue &found);

// An error that names the tensor, the first place that is not finite and what stands there.
Result<void> checkFinite(const TensorEntry &tensor);

}  // namespace core
