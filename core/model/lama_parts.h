#pragma once

#include "core/base/matrix.h"
#include "core/format/model_config.h"
#include "core/ops/gru.h"
#include "core/ops/linear.h"

#include <optional>

namespace core {

class TensorSource;

// What LAMA is made of: for the passes through it, forth and back.
struct LamaParts {
    Matrix embeddings;  // vocabulary x embedding size
    GruDirection forward;
    GruDirection backward;
    std::optional<Matrix> learnedContext;  // 1 x D; the states' mean where there is none
    std::optional<Linear> tokenMlp;        // D to D, before its tanh
    Matrix contextFactor;                  // P, D x m
    Matrix tokenFactor;                    // Q, D x m
    std::optional<Linear> classifierHidden;
    Linear classifier;
};

// A column of f is g divided by its length, or by this where it is shorter.
constexpr float smallestColumnNorm = 1e-12F;

LamaParts readLamaParts(const ModelConfig &config, const TensorSource &tensors);

}  // namespace core
