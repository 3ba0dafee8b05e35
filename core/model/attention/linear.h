#pragma once

#include "core/model/attention/attention_layer.h"

namespace core {

// Linear attention without projection dimension, reconstructed from the abstract of arXiv 2101.10277. Time and memory grow
// linearly with the tokens. Neither variant has scores.
//   efficient: rho_q(Q) (rho_k(K)^T V), rho_q a softmax over the features of each query, rho_k over the tokens for each feature of
//     the keys, where masked tokens get weight 0. The implied map rho_q(Q) rho_k(K)^T is H x n x n and built only when attention is kept.
//   context_first: Q softmax_rows(K^T V / sqrt(dh)), masked tokens left out of K^T V. Its attention is a feature map, H x dh x dh.
std::unique_ptr<AttentionLayer> makeLinearAttention(const ModelConfig &config, const TensorSource &tensors,
                                                    const std::string &prefix);

}  // namespace core
