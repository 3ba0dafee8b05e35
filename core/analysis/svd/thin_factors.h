#pragma once

#include "core/base/matrix.h"

namespace core {

// How many rows stand for a factor of `rows` x `inner` in a product: its R of the thin QR factorization where that is smaller.
constexpr int thinRows(int rows, int inner)
{
    return rows < inner ? rows : inner;
}

// A small matrix with the singular values of left * right^T, less the zeros that the inner size enforces: R_left R_right^T of the
// thin QR factorizations, in double. left is m x inner, right n x inner; the result thinRows(m, inner) x thinRows(n, inner).
void multiplyThinFactors(const MatrixView &left, const MatrixView &right, DoubleMatrix &product);

}  // namespace core
