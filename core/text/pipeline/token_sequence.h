#pragma once

#include "core/text/token.h"
#include "core/text/vocabulary.h"

#include <span>
#include <string>

namespace core {

// Takes the tokens of a text in order, counts its words, and keeps the tokens that fit between those of the frame.
class TokenSequence
{
public:
    // The frame's tokens come first: of the limit they take what they need.
    TokenSequence(std::size_t tokenLimit, std::span<const TokenId> before, std::span<const TokenId> behind);

    // The next token begins a new word, unless the one that is open has nothing but blanks so far.
    void endWord();
    // A token of the open word; `beginsWord` where it begins another one after all.
    void add(Token token, bool beginsWord);
    // A token that is a word by itself.
    void addWhole(TokenId id, std::size_t begin, std::size_t end);

    // `pieces` spells the frame's tokens and those that are words by themselves.
    TokenizedText finish(const Vocabulary &pieces, std::string failure) &&;

private:
    void keep(Token token);
    void joinBlanksToTheWordBefore();

    std::span<const TokenId> m_before;
    std::span<const TokenId> m_behind;
    std::size_t m_room;
    std::size_t m_dropped = 0;
    std::vector<Token> m_tokens;
    int m_word = 0;             // the open one
    bool m_hasLetters = false;  // the open word
};

}  // namespace core
