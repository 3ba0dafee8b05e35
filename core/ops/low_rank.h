#pragma once

#include "core/base/matrix.h"

namespace core {

// Replaces a matrix by the one of at most this rank that is nearest to it in the Frobenius norm: its first `rank` singular
// triples (Eckart and Young 1936). A rank of min(rows, columns) or more leaves it as it is; 0 or less makes it zero.
void limitRank(MutableMatrixView matrix, int rank);

} // namespace core
