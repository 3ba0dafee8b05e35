#pragma once

#include "core/base/matrix.h"
#include "core/model/forward_options.h"

namespace core {

// What LAMA's scores f, m x n, become: the attention of its heads to the words, without masked words and with the heads that the mask makes
// uniform (resources/help/masks.md, Uniform attention).
Matrix lamaAttention(const Matrix &scores, const ForwardOptions &options);

// The way back: dy / df from dy / dattention.
Matrix lamaAttentionGradient(const Matrix &scores, const ForwardOptions &options, Matrix gradient);

}  // namespace core
