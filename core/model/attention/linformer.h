#pragma once

#include "core/model/attention/attention_layer.h"

namespace core {

// Linformer (Wang et al. 2020): softmax(Q (E K)^T / sqrt(dh)) F V with projections E, F of the length, k x n, applied to keys and values
// after theirs. The map is n x k, its columns are learned slots; the effective map over tokens, P F, is signed and of rank k at most.
// A text shorter than the trained length uses the first columns of E and F. The keys and values of masked tokens count as zero
// before E and F compress them, and their columns of the effective map are zero.
std::unique_ptr<AttentionLayer> makeLinformerAttention(const ModelConfig &config, const TensorSource &tensors,
                                                       const std::string &prefix);

}  // namespace core
