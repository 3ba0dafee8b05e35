#pragma once

#include "core/base/indices.h"
#include "core/model/forward_trace.h"

#include <vector>

namespace core {

// How far a changed pass over the same tokens is from the original one.
struct TraceDifference {
    int heads = 0;
    // Layers x heads: ||A' - A||_F / ||A||_F of each head's attention; LAMA counts as one layer. 0 where nothing was kept.
    std::vector<double> attention;

    double at(HeadRef head) const { return attention[static_cast<std::size_t>(head.layer.value) * heads + head.head.value]; }
};

// Both traces are of the same model and length.
TraceDifference difference(const ForwardTrace &original, const ForwardTrace &changed);

}  // namespace core
