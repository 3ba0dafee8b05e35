#pragma once

#include "core/model/attention/attention_layer.h"

namespace core {

// One projection compared with itself through a matrix M per head: softmax(Q M Q^T / sqrt(dh)) V (Courtois et al.). M's antisymmetric
// part gives the scores a direction; M = I is symmetric attention. The trace's key is the query.
std::unique_ptr<AttentionLayer> makePairwiseAttention(const ModelConfig &config, const TensorSource &tensors,
                                                      const std::string &prefix);

}  // namespace core
