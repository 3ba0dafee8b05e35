#pragma once

#include "core/base/matrix.h"

namespace core {

// One share of a target P (n x n, rows sum to 1).
struct TargetCell {
    int query = 0;
    int key = 0;

    bool operator==(const TargetCell &) const = default;
};

// Painting a target by hand: the cell gains half of what its row holds, or loses all it has, and the row is divided by its new
// sum. Of a row that held nothing else, the other keys get even shares.
void paintShare(DoubleMatrix &target, TargetCell cell);
void eraseShare(DoubleMatrix &target, TargetCell cell);

}  // namespace core
