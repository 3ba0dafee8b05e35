#include "core/ops/activation.h"

#include "core/ops/exponential.h"
#include "core/ops/multi_version.h"

namespace core {

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

}  // namespace core
