#pragma once

#include <bit>
#include <cstdint>

namespace core {

// e^x for one lane of a vectorized loop, within 2 units in the last place; 0 below -87, so that minus infinity gives exactly 0; NaN stays NaN.
// Cephes' expf: x = k ln 2 + r with |r| <= ln 2 / 2, a polynomial for e^r, and k put into the exponent bits.
inline float exponential(float x)
{
    constexpr float log2OfE = 1.44269504088896341F;
    constexpr float ln2High = 0.693359375F;
    constexpr float ln2Low = -2.12194440e-4F;
    constexpr float roundToInteger = 12582912.0F;  // 1.5 * 2^23: adding it leaves the nearest integer in the low bits

    const float clamped = x > -87.0F ? (x < 88.0F ? x : 88.0F) : -87.0F;
    const float shifted = clamped * log2OfE + roundToInteger;
    const float k = shifted - roundToInteger;
    const float r = (clamped - k * ln2High) - k * ln2Low;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    const auto power = std::bit_cast<float>((static_cast<std::int32_t>(k) + 127) << 23);
    return x >= -87.0F ? p * power : (x < -87.0F ? 0.0F : x);
}

}  // namespace core
