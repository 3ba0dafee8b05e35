#pragma once

#include "core/text/vocabulary.h"
#include "core/text/word_reader.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace core {

struct PieceMatch {
    TokenId id;
    std::size_t firstCharacter;  // characters [firstCharacter, endCharacter) of the word
    std::size_t endCharacter;
};

// Divides a word into pieces of a vocabulary, from left to right, always the longest piece that fits. Keeps its memory
// from word to word; one per thread.
class PieceMatcher
{
public:
    // `continuationPrefix` is what the vocabulary writes in front of a piece that does not begin a word.
    PieceMatcher(const Vocabulary &vocabulary, const std::string &continuationPrefix);

    // Nothing where some part of the word is not in the vocabulary. Valid until the next call.
    std::span<const PieceMatch> match(const NormalizedWord &word);

private:
    bool matchFrom(std::size_t firstCharacter, const NormalizedWord &word);
    void markContinuation(std::size_t firstByte);
    std::string_view spellingOf(std::size_t firstByte, std::size_t endByte) const;

    const Vocabulary &m_vocabulary;
    const std::string &m_prefix;
    std::string m_text;  // the prefix, then the word; overwritten from the left while it is matched
    std::vector<PieceMatch> m_matches;
};

}  // namespace core
