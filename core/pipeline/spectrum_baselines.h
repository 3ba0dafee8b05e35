#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/loaded_model.h"
#include "core/text/token.h"

#include <vector>

namespace core {

// What a head's spectrum is compared with: how much of it the words' order brings about, and how much any queries and keys of
// its shape and size would have.

// The tokens' ids in a random order, the same for the same tokens. Special tokens stay in their places.
std::vector<TokenId> shuffledIds(const TokenizedText &text);

// Whether attention is the softmax of scores that queries and keys make. Linear attention has no scores, LAMA no queries.
bool canDrawProjections(const ModelConfig &config);

// Scores and attention of Gaussian queries and keys, each head's of the root mean square of its own in `own`, which keeps its
// projections and attention. What the kind makes of them stays: the scale, one projection where queries are keys, the scales of
// shared weights, the pairing M, Linformer's E. No pair gets attention that has none in `own`. Always the same for the same `own`.
Result<EncoderTrace> drawnProjections(const LoadedModel &model, const EncoderTrace &own, const std::vector<bool> &maskedKeys,
                                      const StopToken &stop);

}  // namespace core
