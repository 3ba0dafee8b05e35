#pragma once

#include "core/base/matrix.h"

#include <span>

namespace core {

// P C with C = I - 1 1^T / n: every row less its mean. Takes away the constant direction, whose singular value of at least 1
// every map has because its rows sum to 1.
void centerRows(const MatrixView &attention, DoubleMatrix &centered);

// log(P) C. Scores are determined by a map up to one constant for each row, so the rank of this matrix is the smallest rank of
// scores, and with it the smallest head size, that gives the map. A cell of exactly 0 is one that a mask forbids, where any score
// would do: a row is centered over its other cells and has 0, its mean, there. These are scores that give the map under its
// mask, so the rank stays a sufficient head size, though perhaps no longer the smallest. Cells below 0 give NaN.
void centerLog(const MatrixView &attention, DoubleMatrix &centered);

// The numerical rank of log(P) C from its singular values; 0 for a uniform map, which needs no scores. The tolerance is
// max(sigma_1, 1) * n * relativeTolerance: rounding P to F32 moves its log by about machine epsilon, however small that is.
int neededHeadSize(std::span<const double> centeredLogValues, int n, double relativeTolerance);

// The same of one map, with the default tolerance.
int neededHeadSize(const MatrixView &attention);

}  // namespace core
