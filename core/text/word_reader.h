#pragma once

#include "core/text/text_normalizer.h"

#include <cstddef>
#include <string>
#include <vector>

namespace core {

struct WordCharacter {
    std::size_t textEnd;  // where it ends in NormalizedWord::text
    std::size_t begin;    // bytes [begin, end) of the typed text
    std::size_t end;
};

// What stands between two white spaces, further divided at punctuation and ideographs.
struct NormalizedWord {
    std::string text;                       // normalized UTF-8; only the beginning where the word is too long
    std::vector<WordCharacter> characters;  // of `text`
    bool isTooLong = false;
    std::size_t begin = 0;  // bytes [begin, end) of the typed text
    std::size_t end = 0;
};

// Puts the characters of a normalizer together to words, one at a time, so that a text of any length costs the memory of
// its longest accepted word.
class WordReader
{
public:
    // Words of more than `longestWord` characters are too long.
    WordReader(TextNormalizer normalizer, std::size_t longestWord);

    // Reads the next word into `word`, whose memory is used again. False at the end of the text.
    bool read(NormalizedWord &word);

private:
    void skipSpaces();
    void append(NormalizedWord &word, const NormalizedCharacter &character) const;

    TextNormalizer m_normalizer;
    std::size_t m_longestWord;
    std::optional<NormalizedCharacter> m_next;
};

}  // namespace core
