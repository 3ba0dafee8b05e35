#pragma once

#include "core/base/matrix.h"
#include "core/base/undefined.h"
#include "core/model/mask/pair_mask.h"

#include <cstddef>

namespace core {

// A mean over rows that may come from several maps.
struct RowMean {
    double sum = 0;
    std::size_t rows = 0;

    void add(const RowMean &other)
    {
        sum += other.sum;
        rows += other.rows;
    }
    double mean() const { return rows > 0 ? sum / static_cast<double>(rows) : undefined; }
};

// Total variation 1/2 sum |p - q| of each row of a map from uniform attention over the keys that `kept` leaves to its query. 0:
// uniform; 1 - 1/m: one of m keys gets everything. Rows with fewer than two keys, or of zeros, say nothing and are left out.
RowMean variationFromUniform(const MatrixView &attention, const PairMask &kept, int head);

// The same of each row of one head's map from that of another one's. Rows in which one of the two has no key or is all zeros, or both
// have but one, are left out.
RowMean variationBetween(const MatrixView &one, int head, const MatrixView &other, int otherHead, const PairMask &kept);

}  // namespace core
