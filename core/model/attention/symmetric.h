#pragma once

#include "core/model/attention/attention_layer.h"

namespace core {

// One projection is both query and key: softmax(Q Q^T / sqrt(dh)) V (Courtois et al.). The scores are a Gram matrix, symmetric and
// positive semi-definite.
std::unique_ptr<AttentionLayer> makeSymmetricAttention(const ModelConfig &config, const TensorSource &tensors,
                                                       const std::string &prefix);

}  // namespace core
