#pragma once

#include "core/model/forward_trace.h"

#include <vector>

namespace core {

// One number per token, from the attention alone; the trace must have kept it.
// Linformer's slots are no tokens: there |M_ij| stands for P_ij, with the effective map M. Empty where the trace has no map
// over tokens: linear attention, context first.

// Mean of P_ij over layers, heads and queries i: sums to 1 over the tokens where every row does. LAMA: the mean over the heads.
std::vector<double> attentionReceived(const ForwardTrace &trace);

// What the first token, the one that is classified, pays to each token in the last layer, mean over the heads. Empty for
// LAMA, whose heads attend from no token.
std::vector<double> attentionFromFirst(const ForwardTrace &trace);

// The same of the last token.
std::vector<double> attentionFromLast(const ForwardTrace &trace);

}  // namespace core
