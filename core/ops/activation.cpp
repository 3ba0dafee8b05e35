#include "core/ops/activation.h"

#include "core/ops/exponential.h"
#include "core/ops/multi_version.h"

#include <algorithm>

namespace core {
namespace {

struct ValueAndDerivative {
    float value;
    float derivative;
};

// x * Phi(x) with the normal distribution's Phi by Abramowitz and Stegun 7.1.26, within 1e-7; Phi' is the density of the same e^(-x^2/2).
[[gnu::always_inline]] inline ValueAndDerivative gelu(float x)
{
    constexpr float oneOverSqrt2 = 0.707106781F;
    constexpr float oneOverSqrt2Pi = 0.398942280F;
    const float size = (x < 0.0F ? -x : x) * oneOverSqrt2;
    const float bell = exponential(-size * size);
    const float t = 1.0F / (1.0F + 0.3275911F * size);
    float p = 1.061405429F;
    p = p * t - 1.453152027F;
    p = p * t + 1.421413741F;
    p = p * t - 0.284496736F;
    p = p * t + 0.254829592F;
    const float tail = 0.5F * p * t * bell;
    const float below = x < 0.0F ? tail : 1.0F - tail;
    return {x * below, below + x * bell * oneOverSqrt2Pi};
}

// x * (1 + tanh(u)) / 2, u = sqrt(2 / pi) * (x + 0.044715 x^3).
[[gnu::always_inline]] inline ValueAndDerivative geluNew(float x)
{
    constexpr float slope = 0.797884561F;
    constexpr float cubic = 0.044715F;
    const float square = x * x;
    const float power = exponential(2.0F * slope * x * (1.0F + cubic * square));  // e^2u
    const float rest = 1.0F / (power + 1.0F);                                     // (1 - tanh(u)) / 2
    const float share = power * rest;                                             // (1 + tanh(u)) / 2
    return {x * share, share + 2.0F * x * share * rest * slope * (1.0F + 3.0F * cubic * square)};
}

ATTNSCOPE_MULTI_VERSION void applyGelu(float *values, std::size_t count)
{
#pragma omp simd
    for (std::size_t index = 0; index < count; ++index)
        values[index] = gelu(values[index]).value;
}

ATTNSCOPE_MULTI_VERSION void multiplyByGeluDerivative(const float *inputs, std::size_t count, float *gradient)
{
#pragma omp simd
    for (std::size_t index = 0; index < count; ++index)
        gradient[index] *= gelu(inputs[index]).derivative;
}

ATTNSCOPE_MULTI_VERSION void applyGeluNew(float *values, std::size_t count)
{
#pragma omp simd
    for (std::size_t index = 0; index < count; ++index)
        values[index] = geluNew(values[index]).value;
}

ATTNSCOPE_MULTI_VERSION void multiplyByGeluNewDerivative(const float *inputs, std::size_t count, float *gradient)
{
#pragma omp simd
    for (std::size_t index = 0; index < count; ++index)
        gradient[index] *= geluNew(inputs[index]).derivative;
}

}  // namespace

// Cephes' tanhf: an odd polynomial near 0, where 1 - 2 / (e^2x + 1) would lose its digits, and that formula elsewhere.
ATTNSCOPE_MULTI_VERSION void tanhInPlace(float *values, std::size_t count)
{
#pragma omp simd
    for (std::size_t index = 0; index < count; ++index) {
        const float x = values[index];
        const float square = x * x;
        float p = -5.70498872745e-3F;
        p = p * square + 2.06390887954e-2F;
        p = p * square - 5.37397155531e-2F;
        p = p * square + 1.33314422036e-1F;
        p = p * square - 3.33332819422e-1F;
        const float small = p * square * x + x;
        const float large = 1.0F - 2.0F / (exponential(2.0F * x) + 1.0F);
        values[index] = square < 0.390625F ? small : large;
    }
}

ATTNSCOPE_MULTI_VERSION void sigmoidInPlace(float *values, std::size_t count)
{
#pragma omp simd
    for (std::size_t index = 0; index < count; ++index)
        values[index] = 1.0F / (1.0F + exponential(-values[index]));
}

void activateInPlace(Activation activation, float *values, std::size_t count)
{
    switch (activation) {
    case Activation::None: return;
    case Activation::Gelu: return applyGelu(values, count);
    case Activation::GeluNew: return applyGeluNew(values, count);
    case Activation::Relu: std::transform(values, values + count, values, [](float x) { return x > 0.0F ? x : 0.0F; });
    }
}

void multiplyByDerivative(Activation activation, const float *inputs, std::size_t count, float *gradient)
{
    switch (activation) {
    case Activation::None: return;
    case Activation::Gelu: return multiplyByGeluDerivative(inputs, count, gradient);
    case Activation::GeluNew: return multiplyByGeluNewDerivative(inputs, count, gradient);
    case Activation::Relu:
        for (std::size_t index = 0; index < count; ++index)
            gradient[index] = inputs[index] > 0.0F ? gradient[index] : 0.0F;
    }
}

void multiplyByTanhDerivative(const float *tanhs, std::size_t count, float *gradient)
{
    for (std::size_t index = 0; index < count; ++index)
        gradient[index] *= 1.0F - tanhs[index] * tanhs[index];
}

}  // namespace core
