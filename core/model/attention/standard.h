#pragma once

#include "core/model/attention/attention_layer.h"

namespace core {

// Multi-head dot-product attention, softmax(Q K^T / sqrt(dh)) V per head (Vaswani et al. 2017), for any head size dh:
// with dh apart from D / H it is the fixed-head-size attention of Bhojanapalli et al. 2020 (resources/help/mechanisms.md,
// Fixed head size).
std::unique_ptr<AttentionLayer> makeStandardAttention(const ModelConfig &config, const TensorSource &tensors,
                                                      const std::string &prefix);

}  // namespace core
