#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace core {

struct NormalizerOptions {
    bool cleanText = true;  // drop control characters and what was not UTF-8
    bool doLowerCase = true;
    std::optional<bool> stripAccents = {};  // unset: as doLowerCase
    bool tokenizeChineseChars = true;       // every CJK ideograph is a word of its own

    bool operator==(const NormalizerOptions &) const = default;
};

enum class CharacterRole {
    InWord,
    Alone,  // punctuation or an ideograph: a word of its own
    Space
};

struct NormalizedCharacter {
    char32_t value;
    CharacterRole role;
    std::size_t begin;  // bytes [begin, end) of the typed text it was made from, stripped accents behind it included
    std::size_t end;
};

// Reads a text as BERT cleans it up before looking for words: characters dropped, lower-cased, decomposed (NFD) and
// stripped of their accents, as the options ask. One typed character becomes none, one or several; those share its range.
//
// Case is changed without context, as Hugging Face does: a sigma at the end of a word becomes σ, never ς. Canonical
// reordering is left out: of the marks that survive the stripping it could move only musical stems and tone marks.
class TextNormalizer
{
public:
    // Reads bytes [begin, end) of `text`, which must outlive this.
    TextNormalizer(std::string_view text, std::size_t begin, std::size_t end, const NormalizerOptions &options);
    TextNormalizer(std::string_view text, const NormalizerOptions &options);

    // Nothing at the end of the text.
    std::optional<NormalizedCharacter> next();

private:
    void normalize(char32_t typed, std::size_t begin);
    void appendLowerCase(char32_t typed);
    void appendDecomposed(char32_t character);
    void append(char32_t character);
    CharacterRole roleOf(char32_t character) const;
    std::size_t endOfAccents(std::size_t offset) const;

    std::string_view m_text;  // ends where reading ends
    std::size_t m_offset;
    NormalizerOptions m_options;
    bool m_stripsAccents;
    std::vector<NormalizedCharacter> m_ready;  // made from the last typed character, in order
    std::size_t m_nextReady = 0;
    std::size_t m_typedBegin = 0;
};

}  // namespace core
