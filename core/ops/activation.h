#pragma once

#include <cstddef>

namespace core {

enum class Activation {
    None,
    Gelu,     // x * (1 + erf(x / sqrt 2)) / 2, the exact form
    GeluNew,  // the tanh approximation of GPT-2
    Relu
};

void tanhInPlace(float *values, std::size_t count);
void sigmoidInPlace(float *values, std::size_t count);

}  // namespace core
