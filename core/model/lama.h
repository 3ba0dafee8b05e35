#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/format/model_config.h"
#include "core/model/forward_options.h"
#include "core/model/linear_classifier.h"
#include "core/model/tensor_source.h"
#include "core/ops/gru.h"
#include "core/ops/linear.h"
#include "core/text/token.h"

#include <optional>
#include <span>

namespace core {

// Low-rank factorized multi-head attention over a bidirectional GRU with a global context vector (Mehta et al., LAMA):
//   u = tanh(W h + b) or h    c~ = P^T c    u~ = Q^T u    g = tanh(c~ * u~)    f = g / ||g|| over the heads of one word
//   A = softmax of f over the words, per head    S = A H    logits = classifier(S flattened head by head)
// The context c is learned, or the mean of the GRU's states. Heads see words only, so there is no query axis.
class Lama
{
public:
    Lama(const ModelConfig &config, const TensorSource &tensors);

    // No word at all gives a trace without columns and no logits.
    Result<ForwardTrace> forward(std::span<const TokenId> ids, const ForwardOptions &options, const StopToken &stop) const;

private:
    ForwardTrace withoutWords() const;
    Matrix states(const Matrix &words) const;
    Matrix scores(const Matrix &states, const Vector &headGain) const;
    Matrix classify(const Matrix &sentence) const;

    Matrix m_embeddings;  // vocabulary x embedding size
    GruDirection m_forward;
    GruDirection m_backward;
    std::optional<Matrix> m_learnedContext;  // 1 x D; the states' mean where there is none
    std::optional<Linear> m_tokenMlp;        // D to D, before its tanh
    Matrix m_contextFactor;                  // P, D x m
    Matrix m_tokenFactor;                    // Q, D x m
    std::optional<Linear> m_classifierHidden;
    Linear m_classifier;
};

// LAMA's classifier as plain weights; nothing where it has a hidden layer.
std::optional<LinearClassifier> linearClassifier(const ModelConfig &config, const TensorSource &tensors);

}  // namespace core
