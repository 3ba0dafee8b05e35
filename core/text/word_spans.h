#pragma once

#include "core/text/token.h"

#include <vector>

namespace core {

// The words of a text, in order: runs of tokens that belong to one word. Special tokens are no words.
std::vector<TokenSpan> wordSpans(const TokenizedText &text);

// Each token by itself, special ones too.
std::vector<TokenSpan> tokenSpans(const TokenizedText &text);

}  // namespace core
