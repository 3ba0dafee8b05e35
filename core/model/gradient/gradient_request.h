#pragma once

#include "core/base/matrix.h"
#include "core/model/forward_options.h"

#include <functional>
#include <vector>

namespace core {

// dy / dlogits, of the same shape as the logits: what the asked number y is of them.
using LogitGradient = std::function<Matrix(const Matrix &logits)>;

struct GradientRequest {
    ForwardOptions options = {};  // of the pass; what it keeps does not matter
    LogitGradient logitGradient;
    bool wantsAttention = false;  // the maps and their gradients as well
};

// A pass forth and back. One map and one gradient per layer, each as the layer's trace would have its attention; empty where they
// were not asked for, for LAMA, and per layer for linear attention.
struct GradientTrace {
    Matrix logits;
    Matrix inputs;                          // dy / dinputs, of the shape of inputEmbeddings()
    std::vector<HeadMatrices> attention;    // after the softmax, weighed by the mask where it weighs
    std::vector<HeadMatrices> ofAttention;  // dy / dattention, with everything behind that map free to move
};

}  // namespace core
