#include "core/ops/layer_norm.h"

#include "core/ops/multi_version.h"

#include <cmath>
#include <limits>

namespace core {
namespace {

struct Moments {
    float mean;
    float scale;  // 1 / standard deviation
};

// Summed in double: one after the other, as a machine without wide vectors does it, floats would lose digits.
[[gnu::always_inline]] inline Moments momentsOf(const float *row, int width, float epsilon)
{
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
    return {mean, std::isfinite(squares) ? 1.0F / std::sqrt(squares / static_cast<float>(width) + epsilon)
                                         : std::numeric_limits<float>::quiet_NaN()};
}

ATTNSCOPE_MULTI_VERSION void normalizeRow(const float *weight, const float *bias, float epsilon, float *row, int width)
{
    const Moments moments = momentsOf(row, width, epsilon);
    const float mean = moments.mean;
    const float scale = moments.scale;
#pragma omp simd
    for (int column = 0; column < width; ++column)
        row[column] = (row[column] - mean) * scale * weight[column] + bias[column];
}

// With x^ the normalized row and g = weight * gradient: dx = scale * (g - mean(g) - x^ * mean(g * x^)).
ATTNSCOPE_MULTI_VERSION void normalizeRowGradient(const float *weight, float epsilon, const float *row, float *gradient,
                                                  int width)
{
    const Moments moments = momentsOf(row, width, epsilon);
    const float mean = moments.mean;
    const float scale = moments.scale;
    double sum = 0.0;
    double product = 0.0;
#pragma omp simd reduction(+ : sum, product)
    for (int column = 0; column < width; ++column) {
        const float weighted = weight[column] * gradient[column];
        sum += weighted;
        product += weighted * ((row[column] - mean) * scale);
    }
    const auto meanGradient = static_cast<float>(sum / width);
    const auto meanProduct = static_cast<float>(product / width);
#pragma omp simd
    for (int column = 0; column < width; ++column) {
        const float normalized = (row[column] - mean) * scale;
        gradient[column] = scale * (weight[column] * gradient[column] - meanGradient - normalized * meanProduct);
    }
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

void normalizeRowsGradient(const LayerNorm &norm, const Eigen::Ref<const Matrix> &inputs, Eigen::Ref<Matrix> gradient)
{
    assert(inputs.rows() == gradient.rows() && inputs.cols() == gradient.cols());
    for (Eigen::Index row = 0; row < gradient.rows(); ++row)
        normalizeRowGradient(norm.weight.data(), norm.epsilon, inputs.row(row).data(), gradient.row(row).data(),
                             static_cast<int>(gradient.cols()));
}

}  // namespace core
