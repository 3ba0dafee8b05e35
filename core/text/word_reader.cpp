#include "core/text/word_reader.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace core {

WordReader::WordReader(TextNormalizer normalizer, std::size_t longestWord)
    : m_normalizer(std::move(normalizer)), m_longestWord(longestWord), m_next(m_normalizer.next())
{
}

bool WordReader::read(NormalizedWord &word)
{
    skipSpaces();
    if (!m_next)
        return false;
    word.text.clear();
    word.characters.clear();
    word.isTooLong = false;
    word.begin = m_next->begin;
    word.end = m_next->end;
    const CharacterRole role = m_next->role;
    do {
        append(word, *m_next);
        m_next = m_normalizer.next();
    } while (role == CharacterRole::InWord && m_next && m_next->role == CharacterRole::InWord);
    return true;
}

void WordReader::skipSpaces()
{
    while (m_next && m_next->role == CharacterRole::Space)
        m_next = m_normalizer.next();
}

void WordReader::append(NormalizedWord &word, const NormalizedCharacter &character) const
{
    word.end = std::max(word.end, character.end);
    word.isTooLong = word.characters.size() == m_longestWord;
    if (word.isTooLong)
        return;
    appendUtf8(word.text, character.value);
    word.characters.push_back({.textEnd = word.text.size(), .begin = character.begin, .end = character.end});
}

}  // namespace core
