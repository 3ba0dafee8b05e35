#pragma once

#include "core/base/matrix.h"

#include <vector>

namespace core {

// Singular values of one matrix, largest first, min(rows, columns) of them; accuracy and special cases as in
// batched_singular_values.h.
std::vector<double> singularValues(const MatrixView &matrix);

} // namespace core
