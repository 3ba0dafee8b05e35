#pragma once

#include "core/text/token.h"

#include <string_view>
#include <vector>

namespace core {

// The words of a text in order, a punctuation mark being one of its own. Without those that were cut off at the model's limit.
std::vector<TypedWord> typedWords(const TokenizedText &text);

std::string_view spelling(std::string_view text, const TypedWord &word);

// Whether a word follows the one before it without a space, as punctuation does.
inline bool isGlued(const TypedWord &before, const TypedWord &word)
{
    return word.begin <= before.end;
}

}  // namespace core
