#pragma once

#include "core/text/tokenizer.h"

#include <memory>
#include <string>
#include <vector>

namespace core {

// The text of a file of attention: its tokens as words are told in them ("##", "Ġ" and "▁" of their tokenizers), written out.
struct StoredText {
    std::string text;           // what a reader reads
    std::vector<Token> tokens;  // with their places in it; the id of a token is its position
};

StoredText storedText(const std::vector<std::string> &pieces);

// Cuts every text into the tokens of the file, which knows no other.
std::shared_ptr<const Tokenizer> makeStoredTokens(StoredText text);

}  // namespace core
