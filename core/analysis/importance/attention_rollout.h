#pragma once

#include "core/model/forward_trace.h"

#include <vector>

namespace core {

// How much of each token reaches row `row` of the last layer where attention and the residual stream mix the tokens and nothing else
// does (Abnar and Zuidema 2020): row `row` of
//   A_L ... A_1,  A_l = r I + (1 - r) mean over heads of P_l, each row divided by its sum,
// with r the share of the residual stream, 0 to 1. Not negative; sums to 1, unless r is 0 and a mask behind the softmax leaves a row
// nothing to divide. Empty where the trace has no attention over tokens: LAMA, Linformer, whose effective map is signed, features.
std::vector<double> attentionRollout(const ForwardTrace &trace, double residual, int row);

}  // namespace core
