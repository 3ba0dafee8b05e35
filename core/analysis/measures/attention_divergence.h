#pragma once

#include "core/base/indices.h"
#include "core/base/matrix.h"
#include "core/model/forward_trace.h"

#include <vector>

namespace core {

// Jensen-Shannon divergence of two maps of the same shape, mean over the rows, in bits (Clark et al. 2019 compare heads by it):
// 1/2 sum p log2(p / m) + 1/2 sum q log2(q / m) with m = (p + q) / 2; 0 for equal rows, 1 for rows without a common key, and so
// for a row that has lost every key. NaN for a map without cells.
double jensenShannonDivergence(const MatrixView &original, const MatrixView &changed);

// How far every head's attention has moved.
struct AttentionDivergence {
    int heads = 0;
    std::vector<double> values;  // layers x heads; LAMA counts as one layer. Empty where a trace kept no attention

    bool isEmpty() const { return values.empty(); }
    double at(HeadRef head) const { return values[static_cast<std::size_t>(head.layer.value) * heads + head.head.value]; }
};

// Both traces are of the same model and length.
AttentionDivergence attentionDivergence(const ForwardTrace &original, const ForwardTrace &changed);

}  // namespace core
