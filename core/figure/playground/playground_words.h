#pragma once

#include "core/figure/playground/playground_found.h"

#include <string>

namespace core {

// "Head size 4: mean total variation 0.021 best found, 0.41 by truncation. Below 0.05 from head size 3 (best found) or 11
// (truncation)." The best found is an upper bound on the size that is needed.
std::string headSizeVerdict(const PlaygroundTarget &target, const FoundSizes &found, int headSize, double tolerance);

// Which map theorem 1's weights reproduce at this head size and how closely, over the layer's own inputs where they are kept and of
// full rank, else over random ones: "W_q and W_k built for random inputs reproduce the best found map to within 3e-13."
std::string constructionNote(const PlaygroundTarget &target, const FoundSizes &found, const PlaygroundOffer &offer,
                             const RealizedChoice &choice);

}  // namespace core
