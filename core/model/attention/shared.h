#pragma once

#include "core/model/attention/attention_layer.h"

namespace core {

// One projection S for all three roles, each a copy of it scaled channel by channel: Q = S D_q, K = S D_k, V = S D_v (Kowsher et al.).
// Scores are symmetric; scales of one give Q = K = V.
std::unique_ptr<AttentionLayer> makeSharedAttention(const ModelConfig &config, const TensorSource &tensors,
                                                    const std::string &prefix);

}  // namespace core
