#pragma once

#include "core/base/matrix.h"

#include <vector>

namespace core {

// Singular values of one matrix, largest first, min(rows, columns) of them; accuracy and special cases as in
// batched_singular_values.h.
std::vector<double> singularValues(const MatrixView &matrix);

// Those of left * right^T from thin factors, without the product: at most as many as the inner size; the rest are zeros.
std::vector<double> singularValuesOfProduct(const MatrixView &left, const MatrixView &right);

}  // namespace core
