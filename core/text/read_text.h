#pragma once

#include "core/base/result.h"
#include "core/text/tokenizer.h"

#include <string_view>

namespace core {

// The tokens of the whole text, or why it could not be read to its end.
inline Result<TokenizedText> readText(const Tokenizer &tokenizer, std::string_view text, std::size_t tokenLimit)
{
    TokenizedText tokens = tokenizer.tokenize(text, tokenLimit);
    if (!tokens.failure.empty())
        return badInput(std::move(tokens.failure));
    return tokens;
}

}  // namespace core
