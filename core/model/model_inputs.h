#pragma once

#include "core/format/model_config.h"
#include "core/text/token.h"

#include <vector>

namespace core {

// What the model reads: one id per token.
std::vector<TokenId> tokenIds(const TokenizedText &text);

// The keys that no token may attend to: the special ones where they are masked, otherwise none.
std::vector<bool> maskedKeys(bool masksSpecialTokens, const TokenizedText &text);

// Whether the answer is read off the last token, as in causal models, and not off the first.
bool readsLastToken(const ModelConfig &config);

// Whether the scores are the plain product of the kept queries and keys, whose spectrum comes from their thin factors.
bool scoresAreProducts(const ModelConfig &config);

}  // namespace core
