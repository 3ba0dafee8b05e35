#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/format/model_config.h"
#include "core/model/forward_options.h"
#include "core/model/lama_parts.h"
#include "core/model/linear_classifier.h"
#include "core/model/tensor_source.h"
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
    // The same from the word vectors on (n x embedding size).
    Result<ForwardTrace> forwardFromInputs(const Matrix &words, const ForwardOptions &options, const StopToken &stop) const;

    Matrix inputs(std::span<const TokenId> ids) const;  // the word vectors of these ids
    Matrix tokens(const Matrix &states) const;          // u, words x D
    const LamaParts &parts() const { return m_parts; }

private:
    ForwardTrace withoutWords() const;
    Matrix states(const Matrix &words) const;
    Matrix scores(const Matrix &states, const Vector &headGain) const;
    Matrix classify(const Matrix &sentence) const;

    LamaParts m_parts;
};

// LAMA's classifier as plain weights; nothing where it has a hidden layer.
std::optional<LinearClassifier> linearClassifier(const ModelConfig &config, const TensorSource &tensors);

}  // namespace core
