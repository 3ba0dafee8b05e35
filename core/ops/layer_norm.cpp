#include "core/ops/layer_norm.h"

#include "core/ops/multi_version.h"

#include <cmath>
#include <limits>

namespace core {
namespace {

ATTNSCOPE_MULTI_VERSION void normalizeRow(const float *weight, const float *bias, float epsilon, float *row, int width)
{
    // Summed in double: one after the other, as a machine without wide vectors does it, floats would lose digits.
    double sum = 0.0;
#pragma omp simd reduction(+ : sum)
    for (int column = 0; column < width; ++column)
        sum += row[column];
    const auto mean = static_cast<float>(sum / width);
    double sumOfSquares = 0.0;
#pragma omp simd reduction(+ : sumOfSquares)
    for (int column = 0; column < width; ++column)
        sumOfSquares += (row[column] - mean) * (row[column] - mean);
    const auto squares = static_cast<float>(sumOfSquares);
    // Squares that overflow would make the scale 0 and the row its bias, as if nothing had happened.
    const float scale = std::isfinite(squares) ? 1.0F / std::sqrt(squares / static_cast<float>(width) + epsilon)
                                               : std::numeric_limits<float>::quiet_NaN();
#pragma omp simd
    for (int column = 0; column < width; ++column)
        row[column] = (row[column] - mean) * scale * weight[column] + bias[column];
}

}  // namespace

void normalizeRows(const LayerNorm &norm, Eigen::Ref<Matrix> values)
{
    assert(static_cast<std::size_t>(values.cols()) == norm.weight.size());
    for (Eigen::Index row = 0; row < values.rows(); ++row)
        normalizeRow(norm.weight.data(), norm.bias.data(), norm.epsilon, values.row(row).data(),
                     static_cast<int>(values.cols()));
}

void addAndNormalizeRows(const LayerNorm &norm, const Eigen::Ref<const Matrix> &residual, Eigen::Ref<Matrix> values)
{
    values += residual;
    normalizeRows(norm, values);
}

}  // namespace core
