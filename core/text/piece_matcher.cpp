#include "core/text/piece_matcher.h"

#include <algorithm>

namespace core {

PieceMatcher::PieceMatcher(const Vocabulary &vocabulary, const std::string &continuationPrefix)
    : m_vocabulary(vocabulary), m_prefix(continuationPrefix)
{
}

std::span<const PieceMatch> PieceMatcher::match(const NormalizedWord &word)
{
    m_matches.clear();
    m_text.assign(m_prefix).append(word.text);
    for (std::size_t character = 0; character < word.characters.size(); character = m_matches.back().endCharacter) {
        if (!matchFrom(character, word))
            return {};
    }
    return m_matches;
}

bool PieceMatcher::matchFrom(std::size_t firstCharacter, const NormalizedWord &word)
{
    const std::size_t firstByte = firstCharacter == 0 ? 0 : word.characters[firstCharacter - 1].textEnd;
    markContinuation(firstByte);
    for (std::size_t end = word.characters.size(); end > firstCharacter; --end) {
        const std::string_view spelling = spellingOf(firstByte, word.characters[end - 1].textEnd);
        if (spelling.size() > m_vocabulary.longestPiece())
            continue;
        if (const auto id = m_vocabulary.find(spelling)) {
            m_matches.push_back({.id = *id, .firstCharacter = firstCharacter, .endCharacter = end});
            return true;
        }
    }
    return false;
}

// Writes the prefix over the bytes in front of a piece that does not begin the word: they are matched already, and so
// the piece can be looked up where it stands.
void PieceMatcher::markContinuation(std::size_t firstByte)
{
    if (firstByte > 0)
        std::copy(m_prefix.begin(), m_prefix.end(), m_text.begin() + static_cast<std::ptrdiff_t>(firstByte));
}

// m_text starts with the prefix, so byte n of the word is byte n + prefix of m_text.
std::string_view PieceMatcher::spellingOf(std::size_t firstByte, std::size_t endByte) const
{
    const std::size_t begin = firstByte == 0 ? m_prefix.size() : firstByte;
    return std::string_view(m_text).substr(begin, m_prefix.size() + endByte - begin);
}

}  // namespace core
