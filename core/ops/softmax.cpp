#include "core/ops/softmax.h"

#include "core/ops/exponential.h"
#include "core/ops/multi_version.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

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
        double sum = 0.0;                             // long rows lose digits in float
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

// Row by row, so that memory is read in its order; the columns are the lanes.
ATTNSCOPE_MULTI_VERSION void softmaxColumns(float *values, int rows, int columns, std::ptrdiff_t rowStride)
{
    constexpr float minusInfinity = -std::numeric_limits<float>::infinity();
    std::vector<float> shifts(columns, minusInfinity);  // the largest of each column
    for (int rowIndex = 0; rowIndex < rows; ++rowIndex) {
        const float *row = values + rowIndex * rowStride;
#pragma omp simd
        for (int column = 0; column < columns; ++column)
            shifts[column] = row[column] > shifts[column] ? row[column] : shifts[column];
    }
    std::ranges::replace(shifts, minusInfinity, 0.0F);
    std::vector<double> sums(columns);
    for (int rowIndex = 0; rowIndex < rows; ++rowIndex) {
        float *row = values + rowIndex * rowStride;
#pragma omp simd
        for (int column = 0; column < columns; ++column) {
            row[column] = exponential(row[column] - shifts[column]);
            sums[column] += row[column];
        }
    }
    std::vector<float> scales(columns);
    std::ranges::transform(sums, scales.begin(),
                           [](double sum) { return sum == 0.0 ? 0.0F : static_cast<float>(1.0 / sum); });
    for (int rowIndex = 0; rowIndex < rows; ++rowIndex) {
        float *row = values + rowIndex * rowStride;
#pragma omp simd
        for (int column = 0; column < columns; ++column)
            row[column] *= scales[column];
    }
}

// ds = p * (dp - <p, dp>), with the sum over the row.
ATTNSCOPE_MULTI_VERSION void softmaxRowsGradient(const float *softmax, int rows, int columns, float *gradient)
{
    for (int rowIndex = 0; rowIndex < rows; ++rowIndex) {
        const float *row = softmax + static_cast<std::size_t>(rowIndex) * columns;
        float *rowGradient = gradient + static_cast<std::size_t>(rowIndex) * columns;
        double sum = 0.0;
#pragma omp simd reduction(+ : sum)
        for (int column = 0; column < columns; ++column)
            sum += row[column] * rowGradient[column];
        const auto shift = static_cast<float>(sum);
#pragma omp simd
        for (int column = 0; column < columns; ++column)
            rowGradient[column] = row[column] * (rowGradient[column] - shift);
    }
}

ATTNSCOPE_MULTI_VERSION void softmaxColumnsGradient(const float *softmax, int rows, int columns, std::ptrdiff_t rowStride,
                                                    float *gradient)
{
    std::vector<double> sums(columns);
    for (int rowIndex = 0; rowIndex < rows; ++rowIndex) {
        const float *row = softmax + rowIndex * rowStride;
        const float *rowGradient = gradient + rowIndex * rowStride;
#pragma omp simd
        for (int column = 0; column < columns; ++column)
            sums[column] += row[column] * rowGradient[column];
    }
    const std::vector<float> shifts(sums.begin(), sums.end());
    for (int rowIndex = 0; rowIndex < rows; ++rowIndex) {
        const float *row = softmax + rowIndex * rowStride;
        float *rowGradient = gradient + rowIndex * rowStride;
#pragma omp simd
        for (int column = 0; column < columns; ++column)
            rowGradient[column] = row[column] * (rowGradient[column] - shifts[column]);
    }
}

}  // namespace core
