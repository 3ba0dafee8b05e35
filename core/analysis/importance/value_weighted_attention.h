#pragma once

#include "core/base/matrix.h"
#include "core/model/forward_trace.h"

#include <span>
#include <vector>

namespace core {

// How much of each token is moved, not only looked at (Kobayashi et al. 2020): the mean over layers and queries i of
//   || sum over heads h of P_h,ij v_h,j W_O,h ||,
// with Linformer's effective map in place of P. outputProjections: W_O of each layer, D x H*dh. The trace must have kept the values.
// Not negative. Empty where it has no map over tokens.
std::vector<double> valueWeightedAttention(const ForwardTrace &trace, std::span<const Matrix> outputProjections);

}  // namespace core
