#pragma once

#include "core/base/matrix.h"

#include <vector>

namespace core {

// Singular values of a matrix, largest first, min(rows, columns) of them. Square roots of the eigenvalues of the smaller Gram
// matrix in double: right to about 1e-8 of the largest value, which is finer than F32 attention itself.
std::vector<double> singularValues(const MatrixView &matrix);

} // namespace core
