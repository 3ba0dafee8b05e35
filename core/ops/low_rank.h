#pragma once

#include "core/base/matrix.h"

namespace core {

// Replaces a matrix by the one of at most this rank that is nearest to it in the Frobenius norm: its first `rank` singular
// triples (Eckart and Young 1936). A rank of min(rows, columns) or more leaves it as it is; 0 or less makes it zero.
// Takes time that grows with rows * columns * the smaller of them, and doubles for about four more matrices of that size; a
// stop is not heard before it is done, which for a map of 4,000 x 4,000 takes minutes.
void limitRank(MutableMatrixView matrix, int rank);

}  // namespace core
