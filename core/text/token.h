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
    std::string shown =
        {};  // what a reader sees of the piece: "ing" of "##ing", "good" of "Ġgood"; empty where that is `piece`
    bool isBlank = false;  // spells nothing but white space: "Ġ", "▁"

    const std::string &shownPiece() const { return shown.empty() ? piece : shown; }
    bool isSpecial() const { return word == noWord; }
    bool operator==(const Token &) const = default;
};

struct TokenizedText {
    std::vector<Token> tokens;
    std::size_t droppedTokens = 0;  // how many did not fit into the model's limit and were cut off at the end
    // Why the rest of the text could not be read: a regular expression of the tokenizer that does not end on it. Almost always empty.
    std::string failure = {};
};

// A word's place in the typed text: bytes [begin, end).
struct TypedWord {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const TypedWord &) const = default;
};

// Where a span of tokens was typed, without the blanks before and behind it.
TypedWord typedPlace(const std::vector<Token> &tokens, const TokenSpan &span);

}  // namespace core
