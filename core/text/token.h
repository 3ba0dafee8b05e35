#pragma once

#include "core/base/indices.h"

#include <cstddef>
#include <string>
#include <vector>

namespace core {

// One piece of the text as the model sees it, with its place in what was typed.
struct Token {
    static constexpr int noWord = -1;

    std::string piece;  // the vocabulary's spelling: "play", "##ing", "[CLS]"
    TokenId id;
    int word = noWord;      // which word of the text it belongs to, counted from 0; noWord for special tokens
    std::size_t begin = 0;  // bytes [begin, end) of the typed UTF-8 text; empty for special tokens
    std::size_t end = 0;

    bool isSpecial() const { return word == noWord; }
    bool operator==(const Token &) const = default;
};

struct TokenizedText {
    std::vector<Token> tokens;
    std::size_t droppedTokens = 0;  // how many did not fit into the model's limit and were cut off at the end
};

}  // namespace core
