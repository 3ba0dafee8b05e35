#pragma once

#include "core/text/vocabulary.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// "<0xE2>": how vocabularies spell a byte of a character that they have no piece for.
std::string bytePiece(unsigned char byte);

// The pieces of the bytes of `text`; nothing where the vocabulary lacks one of them.
std::optional<std::vector<TokenId>> bytePieces(const Vocabulary &vocabulary, std::string_view text);

}  // namespace core
