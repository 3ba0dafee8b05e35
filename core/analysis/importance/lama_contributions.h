#pragma once

#include "core/base/matrix.h"
#include "core/model/forward_trace.h"

#include <span>

namespace core {

// What each head i adds to one class's logit through each word t where LAMA's classifier is linear, exactly:
//   logit = bias + sum over i and t of A_it <H_t, w_i>
// `classWeights` holds the class's w_i of length D, head by head: m * D. Returns m x n.
DoubleMatrix lamaContributions(const LamaTrace &trace, std::span<const float> classWeights);

}  // namespace core
