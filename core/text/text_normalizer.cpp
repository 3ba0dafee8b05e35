#include "core/text/text_normalizer.h"

#include "core/base/utf8.h"
#include "core/text/character_class.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <array>
#include <cassert>

namespace core {

namespace {

constexpr char32_t capitalIWithDot = 0x130;
constexpr char32_t combiningDotAbove = 0x307;

const UNormalizer2 *canonicalDecomposition()
{
    static const UNormalizer2 *const normalizer = [] {
        UErrorCode status = U_ZERO_ERROR;
        const UNormalizer2 *instance = unorm2_getNFDInstance(&status);
        assert(U_SUCCESS(status));  // the data is compiled into ICU
        return instance;
    }();
    return normalizer;
}

// Full canonical decompositions have at most four code points.
struct Decomposition {
    std::array<UChar, 16> units;
    int32_t size = 0;  // negative where the character does not decompose
};

Decomposition decompositionOf(char32_t character)
{
    Decomposition result;
    UErrorCode status = U_ZERO_ERROR;
    result.size = unorm2_getDecomposition(canonicalDecomposition(), static_cast<UChar32>(character), result.units.data(),
                                          static_cast<int32_t>(result.units.size()), &status);
    assert(U_SUCCESS(status));
    return result;
}

}  // namespace

TextNormalizer::TextNormalizer(std::string_view text, std::size_t begin, std::size_t end, const NormalizerOptions &options)
    : m_text(text.substr(0, end)), m_offset(begin), m_options(options),
      m_stripsAccents(options.stripAccents.value_or(options.doLowerCase))
{
}

TextNormalizer::TextNormalizer(std::string_view text, const NormalizerOptions &options)
    : TextNormalizer(text, 0, text.size(), options)
{
}

std::optional<NormalizedCharacter> TextNormalizer::next()
{
    while (m_nextReady == m_ready.size()) {
        if (m_offset == m_text.size())
            return std::nullopt;
        const std::size_t begin = m_offset;
        normalize(readUtf8(m_text, m_offset), begin);
    }
    return m_ready[m_nextReady++];
}

void TextNormalizer::normalize(char32_t typed, std::size_t begin)
{
    m_ready.clear();
    m_nextReady = 0;
    m_typedBegin = begin;
    if (m_options.cleanText && isDropped(typed))
        return;
    if (m_options.doLowerCase)
        appendLowerCase(typed);
    else
        appendDecomposed(typed);
    if (m_stripsAccents && !m_ready.empty())
        m_ready.back().end = m_offset = endOfAccents(m_offset);
}

void TextNormalizer::appendLowerCase(char32_t typed)
{
    // The only character whose lower case is more than one character whatever stands around it.
    if (typed == capitalIWithDot) {
        appendDecomposed('i');
        appendDecomposed(combiningDotAbove);
        return;
    }
    appendDecomposed(static_cast<char32_t>(u_tolower(static_cast<UChar32>(typed))));
}

void TextNormalizer::appendDecomposed(char32_t character)
{
    if (!m_stripsAccents || character < 0x80)
        return append(character);
    const Decomposition decomposition = decompositionOf(character);
    if (decomposition.size < 0)
        return append(character);
    for (int32_t unit = 0; unit < decomposition.size;) {
        UChar32 part = 0;
        U16_NEXT(decomposition.units.data(), unit, decomposition.size, part);
        append(static_cast<char32_t>(part));
    }
}

void TextNormalizer::append(char32_t character)
{
    if (m_stripsAccents && isAccent(character))
        return;
    m_ready.push_back({.value = character, .role = roleOf(character), .begin = m_typedBegin, .end = m_offset});
}

CharacterRole TextNormalizer::roleOf(char32_t character) const
{
    if (isWhiteSpace(character))
        return CharacterRole::Space;
    if (isPunctuation(character) || (m_options.tokenizeChineseChars && isCjkIdeograph(character)))
        return CharacterRole::Alone;
    return CharacterRole::InWord;
}

// Where the run of accents that starts at `offset` ends: they are part of what the character before them looks like.
std::size_t TextNormalizer::endOfAccents(std::size_t offset) const
{
    for (std::size_t next = offset; next < m_text.size(); offset = next) {
        if (!isAccent(readUtf8(m_text, next)))
            return offset;
    }
    return offset;
}

}  // namespace core
