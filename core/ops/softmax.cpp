#include "core/ops/softmax.h"

#include "core/ops/exponential.h"
#include "core/ops/multi_version.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace core {

namespace {

// A row's numbers are dealt out to this many sums and maxima, which every machine then adds in the same order.
constexpr int lanes = 16;
constexpr int stretch = 64 * lanes;  // of a row that is added in float; longer ones would lose digits

struct Lanes {
    alignas(64) float values[lanes];
};

[[gnu::always_inline]] inline float largestOf(const Lanes &lanesOfRow)
{
    Lanes each = lanesOfRow;
    for (int half = lanes / 2; half > 0; half /= 2) {
        for (int lane = 0; lane < half; ++lane)
            each.values[lane] = each.values[lane + half] > each.values[lane] ? each.values[lane + half] : each.values[lane];
    }
    return each.values[0];
}

[[gnu::always_inline]] inline float sumOf(const Lanes &lanesOfRow)
{
    Lanes each = lanesOfRow;
    for (int half = lanes / 2; half > 0; half /= 2) {
        for (int lane = 0; lane < half; ++lane)
            each.values[lane] += each.values[lane + half];
    }
    return each.values[0];
}

// Replaces numbers, whole groups of them, by their exponentials; returns the sum of these.
[[gnu::always_inline]] inline float exponentialsOf(float *numbers, int count, float shift)
{
    Lanes sums{};
    for (int begin = 0; begin < count; begin += lanes) {
        for (int lane = 0; lane < lanes; ++lane) {
            const float weight = exponential(numbers[begin + lane] - shift);
            numbers[begin + lane] = weight;
            sums.values[lane] += weight;
        }
    }
    return sumOf(sums);
}

// What is left of a row behind its last whole group, filled up with minus infinity, whose exponential is 0.
[[gnu::always_inline]] inline Lanes tailOf(const float *begin, int count)
{
    Lanes tail;
    for (float &value : tail.values)
        value = -std::numeric_limits<float>::infinity();
    std::copy_n(begin, count, tail.values);
    return tail;
}

}  // namespace

ATTNSCOPE_MULTI_VERSION void softmaxRows(float *values, int rows, int columns)
{
    const int whole = columns / lanes * lanes;
    for (int rowIndex = 0; rowIndex < rows; ++rowIndex) {
        float *row = values + static_cast<std::size_t>(rowIndex) * columns;
        Lanes tail = tailOf(row + whole, columns - whole);
        Lanes maxima = tail;
        for (int column = 0; column < whole; column += lanes) {
            for (int lane = 0; lane < lanes; ++lane)
                maxima.values[lane] = row[column + lane] > maxima.values[lane] ? row[column + lane] : maxima.values[lane];
        }
        const float largest = largestOf(maxima);
        const bool hasKey = largest > -std::numeric_limits<float>::infinity();
        const float shift = hasKey ? largest : 0.0F;  // minus infinity from itself would be NaN
        for (float &value : tail.values)
            value = exponential(value - shift);
        double sum = sumOf(tail);
        for (int begin = 0; begin < whole; begin += stretch)
            sum += exponentialsOf(row + begin, std::min(stretch, whole - begin), shift);
        const float scale = hasKey ? static_cast<float>(1.0 / sum) : 0.0F;
        for (int column = 0; column < whole; ++column)
            row[column] *= scale;
        for (int column = whole; column < columns; ++column)
            row[column] = tail.values[column - whole] * scale;
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
