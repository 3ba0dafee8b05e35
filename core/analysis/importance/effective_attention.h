#pragma once

#include "core/base/matrix.h"
#include "core/model/forward_trace.h"

#include <span>
#include <vector>

namespace core {

// Attention received without the part that changes nothing (Brunner et al. 2020): the mean over layers, heads and queries of
//   P (I - U U^T),
// with U an orthonormal basis of the left null space of T = V_h W_O,h, n x D. Singular values of T up to max(n, D) eps sigma_1 count as
// zero, eps that of 32 bits. Signed. outputProjections: W_O of each layer, D x H*dh. The trace must have kept the values. Equals
// attentionReceived() where every T has full row rank. Empty where the trace has no attention over tokens: LAMA, Linformer, features.
std::vector<double> effectiveAttention(const ForwardTrace &trace, std::span<const Matrix> outputProjections);

}  // namespace core
