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
void activateInPlace(Activation activation, float *values, std::size_t count);

// The way back: gradient *= the activation's derivative at the inputs.
void multiplyByDerivative(Activation activation, const float *inputs, std::size_t count, float *gradient);
// gradient *= 1 - tanh^2, given the values of the tanh.
void multiplyByTanhDerivative(const float *tanhs, std::size_t count, float *gradient);

}  // namespace core
