#include "core/text/pipeline/normalizers.h"

#include "core/base/utf8.h"
#include "core/text/character_class.h"
#include "core/text/pipeline/byte_alphabet.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace core {

namespace {

// `change` gives each character's successors to `result`.
template <typename Change>
void changeCharacters(AlignedText &text, const Change &change)
{
    AlignedText result;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const char32_t character = readUtf8(text.text(), offset);
        change(character, text.typedRange(begin, offset), result);
    }
    text = std::move(result);
}

void appendLowerCase(char32_t character, TypedRange range, AlignedText &result)
{
    constexpr char32_t capitalIWithDot = 0x130;  // the only character that becomes two
    if (character == capitalIWithDot)
        result.append("i\u0307", range);
    else
        result.append(static_cast<char32_t>(u_tolower(static_cast<UChar32>(character))), range);
}

bool isDroppedByNmt(char32_t character)
{
    return (character >= 0x1 && character <= 0x8) || character == 0xb || (character >= 0xe && character <= 0x1f) ||
           character == 0x7f || character == 0x8f || character == 0x9f;
}

bool isSpaceToNmt(char32_t character)
{
    switch (character) {
    case 0x9:
    case 0xa:
    case 0xc:
    case 0xd:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x2581:
    case 0xfeff:
    case 0xfffd: return true;
    default: return character >= 0x200b && character <= 0x200f;
    }
}

}  // namespace

Normalizer lowerCaseNormalizer()
{
    return [](AlignedText &text) -> Result<void> {
        changeCharacters(text, appendLowerCase);
        return {};
    };
}

Normalizer accentStripper()
{
    return [](AlignedText &text) -> Result<void> {
        changeCharacters(text, [](char32_t character, TypedRange range, AlignedText &result) {
            if ((U_GET_GC_MASK(static_cast<UChar32>(character)) & U_GC_M_MASK) == 0)
                result.append(character, range);
        });
        return {};
    };
}

Normalizer nmtNormalizer()
{
    return [](AlignedText &text) -> Result<void> {
        changeCharacters(text, [](char32_t character, TypedRange range, AlignedText &result) {
            if (!isDroppedByNmt(character))
                result.append(isSpaceToNmt(character) ? U' ' : character, range);
        });
        return {};
    };
}

Normalizer bertNormalizer(const NormalizerOptions &options)
{
    return [options](AlignedText &text) -> Result<void> {
        AlignedText result;
        TextNormalizer reader(text.text(), options);
        while (const auto character = reader.next()) {
            const TypedRange range = text.typedRange(character->begin, character->end);
            const bool isIdeograph = options.tokenizeChineseChars && isCjkIdeograph(character->value);
            if (isIdeograph)
                result.append(U' ', range);
            result.append(character->role == CharacterRole::Space && options.cleanText ? U' ' : character->value, range);
            if (isIdeograph)
                result.append(U' ', range);
        }
        text = std::move(result);
        return {};
    };
}

Normalizer byteLevelNormalizer()
{
    return [](AlignedText &text) -> Result<void> {
        text = inByteAlphabet(text);
        return {};
    };
}

Normalizer blankStripper(bool left, bool right)
{
    return [left, right](AlignedText &text) -> Result<void> {
        std::size_t begin = text.size();
        std::size_t end = 0;
        for (std::size_t offset = 0; offset < text.size();) {
            const std::size_t place = offset;
            if (u_isUWhiteSpace(static_cast<UChar32>(readUtf8(text.text(), offset))))
                continue;
            begin = std::min(begin, place);
            end = offset;
        }
        begin = left ? begin : 0;
        end = right ? end : text.size();
        text = text.slice(std::min(begin, end), end);
        return {};
    };
}

Normalizer prependNormalizer(std::string prefix)
{
    return [prefix = std::move(prefix)](AlignedText &text) -> Result<void> {
        if (text.isEmpty())
            return {};
        AlignedText result;
        result.append(prefix, text.typedRange(0, 1));
        result.append(text, 0, text.size());
        text = std::move(result);
        return {};
    };
}

Normalizer replacingNormalizer(TextPattern pattern, std::string replacement)
{
    return [pattern = std::move(pattern), replacement = std::move(replacement)](AlignedText &text) -> Result<void> {
        const auto matches = pattern.matches(text.text());
        if (!matches)
            return matches.error();
        AlignedText result;
        std::size_t end = 0;
        for (const PatternMatch &match : *matches) {
            result.append(text, end, match.begin);
            result.append(replacement, text.typedRange(match.begin, match.end));
            if (Result<void> checked = result.checkLength(); !checked)
                return checked;
            end = match.end;
        }
        result.append(text, end, text.size());
        text = std::move(result);
        return {};
    };
}

Normalizer normalizerSequence(std::vector<Normalizer> normalizers)
{
    return [normalizers = std::move(normalizers)](AlignedText &text) -> Result<void> {
        for (const Normalizer &normalizer : normalizers) {
            if (Result<void> done = normalizer(text); !done)
                return done;
            if (Result<void> checked = text.checkLength(); !checked)
                return checked;
        }
        return {};
    };
}

}  // namespace core
