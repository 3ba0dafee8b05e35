#include "core/ops/softmax.h"

#include "core/ops/exponential.h"
#include "core/ops/multi_version.h"

#include <cstddef>
#include <limits>

namespace core {

ATTNSCOPE_MULTI_VERSION void softmaxRows(float *values, int rows, int columns)
{
    for (int rowIndex = 0; rowIndex < rows; ++rowIndex) {
        float *row = values + static_cast<std::size_t>(rowIndex) * columns;
        float largest = -std::numeric_limits<float>::infinity();
#pragma omp simd reduction(max : largest)
        for (int column = 0; column < columns; ++column)
            largest = row[column] > largest ? row[column] : largest;
        const bool hasKey = largest > -std::numeric_limits<float>::infinity();
        const float shift = hasKey ? largest : 0.0F;  // minus infinity from itself would be NaN
        double sum = 0.0;  // long rows lose digits in float
#pragma omp simd reduction(+ : sum)
        for (int column = 0; column < columns; ++column) {
            row[column] = exponential(row[column] - shift);
            sum += row[column];
        }
        const float scale = hasKey ? static_cast<float>(1.0 / sum) : 0.0F;
#pragma omp simd
        for (int column = 0; column < columns; ++column)
            row[column] *= scale;
    }
}

} // namespace core
