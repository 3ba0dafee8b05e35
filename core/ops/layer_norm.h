#pragma once

#include "core/base/matrix.h"

#include <vector>

namespace core {

struct LayerNorm {
    std::vector<float> weight;
    std::vector<float> bias;
    float epsilon = 1e-12F;
};

// values := LayerNorm(values), row by row, in place. rows x width, width as the weight's.
void normalizeRows(const LayerNorm &norm, Eigen::Ref<Matrix> values);

// values := LayerNorm(values + residual), the post-norm residual step of BERT.
void addAndNormalizeRows(const LayerNorm &norm, const Eigen::Ref<const Matrix> &residual, Eigen::Ref<Matrix> values);

// The way back through normalizeRows: gradient := that of the inputs, given that of the results, row by row. inputs: the values before.
void normalizeRowsGradient(const LayerNorm &norm, const Eigen::Ref<const Matrix> &inputs, Eigen::Ref<Matrix> gradient);

}  // namespace core
