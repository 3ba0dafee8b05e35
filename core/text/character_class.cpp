#include "core/text/character_class.h"

#include "core/base/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace core {

namespace {

struct CharacterRange {
    char32_t first;
    char32_t last;
};

// In order. The ranges of the original BERT, later extensions of the ideographs left out as there.
constexpr std::array cjkRanges = {CharacterRange{0x3400, 0x4dbf},   CharacterRange{0x4e00, 0x9fff},
                                  CharacterRange{0xf900, 0xfaff},   CharacterRange{0x20000, 0x2a6df},
                                  CharacterRange{0x2a700, 0x2b73f}, CharacterRange{0x2b740, 0x2b81f},
                                  CharacterRange{0x2b820, 0x2ceaf}, CharacterRange{0x2f800, 0x2fa1f}};

bool isAscii(char32_t character)
{
    return character < 0x80;
}

bool isAsciiLetterOrDigit(char32_t character)
{
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z');
}

bool isInCategories(char32_t character, uint32_t categories)
{
    return (U_GET_GC_MASK(static_cast<UChar32>(character)) & categories) != 0;
}

}  // namespace

bool isDropped(char32_t character)
{
    if (character == '\t' || character == '\n' || character == '\r')
        return false;
    if (isAscii(character))
        return character < 0x20 || character == 0x7f;
    return character == replacementCharacter || isInCategories(character, U_GC_C_MASK & ~U_GC_CN_MASK);
}

bool isWhiteSpace(char32_t character)
{
    if (isAscii(character))
        return character == ' ' || (character >= '\t' && character <= '\r');
    return u_isUWhiteSpace(static_cast<UChar32>(character));
}

bool isPunctuation(char32_t character)
{
    if (isAscii(character))
        return character > 0x20 && character < 0x7f && !isAsciiLetterOrDigit(character);
    return isInCategories(character, U_GC_P_MASK);
}

bool isCjkIdeograph(char32_t character)
{
    if (character < cjkRanges.front().first)
        return false;
    return std::any_of(cjkRanges.begin(), cjkRanges.end(), [character](const CharacterRange &range) {
        return character >= range.first && character <= range.last;
    });
}

bool isAccent(char32_t character)
{
    return !isAscii(character) && isInCategories(character, U_GC_MN_MASK);
}

}  // namespace core
