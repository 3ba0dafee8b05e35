#include "core/text/pipeline/token_sequence.h"

#include <algorithm>

namespace core {

TokenSequence::TokenSequence(std::size_t tokenLimit, std::span<const TokenId> before, std::span<const TokenId> behind)
    : m_before(before.first(std::min(before.size(), tokenLimit))),
      m_behind(behind.first(std::min(behind.size(), tokenLimit - m_before.size()))),
      m_room(tokenLimit - m_before.size() - m_behind.size()),
      m_dropped(before.size() - m_before.size() + behind.size() - m_behind.size())
{
}

void TokenSequence::endWord()
{
    m_word += m_hasLetters ? 1 : 0;
    m_hasLetters = false;
}

void TokenSequence::add(Token token, bool beginsWord)
{
    if (beginsWord)
        endWord();
    m_hasLetters = m_hasLetters || !token.isBlank;
    keep(std::move(token));
}

void TokenSequence::addWhole(TokenId id, std::size_t begin, std::size_t end)
{
    endWord();
    joinBlanksToTheWordBefore();
    keep({.id = id, .begin = begin, .end = end});
    ++m_word;
}

void TokenSequence::keep(Token token)
{
    if (m_room == 0) {
        ++m_dropped;
        return;
    }
    --m_room;
    token.word = m_word;
    m_tokens.push_back(std::move(token));
}

// Blanks with no word behind them. Where there is none before them either they are a word of their own.
void TokenSequence::joinBlanksToTheWordBefore()
{
    const bool areFirst = m_word == 0;
    bool haveBlanks = false;
    for (auto token = m_tokens.rbegin(); token != m_tokens.rend() && token->word == m_word; ++token) {
        token->word -= areFirst ? 0 : 1;
        haveBlanks = true;
    }
    m_word += areFirst && haveBlanks ? 1 : 0;
}

TokenizedText TokenSequence::finish(const Vocabulary &pieces, std::string failure) &&
{
    endWord();
    joinBlanksToTheWordBefore();
    TokenizedText result;
    result.droppedTokens = m_dropped;
    result.failure = std::move(failure);
    for (const TokenId id : m_before)
        result.tokens.push_back({.piece = pieces.piece(id), .id = id});
    for (Token &token : m_tokens) {
        if (token.piece.empty())
            token.piece = pieces.piece(token.id);
        result.tokens.push_back(std::move(token));
    }
    for (const TokenId id : m_behind)
        result.tokens.push_back({.piece = pieces.piece(id), .id = id});
    return result;
}

}  // namespace core
