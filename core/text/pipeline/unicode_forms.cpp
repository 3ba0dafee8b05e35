// Normal forms of Unicode, and SentencePiece's own, which goes by the same clusters of characters.
#include "core/base/utf8.h"
#include "core/text/pipeline/normalizers.h"

#include <unicode/ubrk.h>
#include <unicode/unorm2.h>
#include <unicode/utext.h>

#include <cassert>
#include <memory>

namespace core {

namespace {

const UNormalizer2 *normalizerOf(UnicodeForm form)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = nullptr;
    switch (form) {
    case UnicodeForm::Nfc: normalizer = unorm2_getNFCInstance(&status); break;
    case UnicodeForm::Nfd: normalizer = unorm2_getNFDInstance(&status); break;
    case UnicodeForm::Nfkc: normalizer = unorm2_getNFKCInstance(&status); break;
    case UnicodeForm::Nfkd: normalizer = unorm2_getNFKDInstance(&status); break;
    }
    assert(U_SUCCESS(status));  // the data is compiled into ICU
    return normalizer;
}

std::u16string utf16(std::string_view text)
{
    std::u16string result;
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t character = readUtf8(text, offset);
        if (character >= 0x10000) {
            result += static_cast<char16_t>(0xd7c0 + (character >> 10U));
            result += static_cast<char16_t>(0xdc00 + (character & 0x3ffU));
        } else {
            result += static_cast<char16_t>(character);
        }
    }
    return result;
}

std::string utf8(std::u16string_view text)
{
    std::string result;
    for (std::size_t unit = 0; unit < text.size(); ++unit) {
        char32_t character = text[unit];
        if (character >= 0xd800 && character < 0xdc00 && unit + 1 < text.size())
            character = 0x10000 + ((character - 0xd800) << 10U) + (text[++unit] - 0xdc00U);
        appendUtf8(result, character);
    }
    return result;
}

std::string normalized(const UNormalizer2 *normalizer, std::string_view text)
{
    const std::u16string source = utf16(text);
    std::u16string result(source.size() * 18 + 18, u'\0');  // no form makes a text longer than that
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size = unorm2_normalize(normalizer, source.data(), static_cast<int32_t>(source.size()), result.data(),
                                          static_cast<int32_t>(result.size()), &status);
    assert(U_SUCCESS(status));
    return utf8(std::u16string_view(result).substr(0, static_cast<std::size_t>(size)));
}

// Where the stretch that begins at `begin` and is normalized by itself ends.
std::size_t stretchEnd(const UNormalizer2 *normalizer, std::string_view text, std::size_t begin)
{
    constexpr std::size_t longest = 4096;  // a run of marks without end is cut, so that no text costs more than its length
    std::size_t offset = begin;
    readUtf8(text, offset);
    while (offset < text.size() && offset - begin < longest) {
        std::size_t next = offset;
        if (unorm2_hasBoundaryBefore(normalizer, static_cast<UChar32>(readUtf8(text, next))))
            break;
        offset = next;
    }
    return offset;
}

struct BreakDeleter {
    void operator()(UBreakIterator *breaks) const { ubrk_close(breaks); }
};
struct TextCloser {
    void operator()(UText *text) const { utext_close(text); }
};

// The rule's text in the place of [begin, end); false where there is none.
bool appendMapped(const Charsmap &map, const AlignedText &text, std::size_t begin, std::size_t end, AlignedText &result)
{
    const auto replacement = map.replacement(std::string_view(text.text()).substr(begin, end - begin));
    if (replacement)
        result.append(*replacement, text.typedRange(begin, end));
    return replacement.has_value();
}

// A cluster of at most five bytes may have a rule of its own; otherwise its characters may.
void appendCluster(const Charsmap &map, const AlignedText &text, std::size_t begin, std::size_t end, AlignedText &result)
{
    constexpr std::size_t longestCluster = 5;
    if (end - begin <= longestCluster && appendMapped(map, text, begin, end, result))
        return;
    for (std::size_t offset = begin; offset < end;) {
        const std::size_t place = offset;
        readUtf8(text.text(), offset);
        if (!appendMapped(map, text, place, offset, result))
            result.append(text, place, offset);
    }
}

}  // namespace

Normalizer unicodeNormalizer(UnicodeForm form)
{
    return [normalizer = normalizerOf(form)](AlignedText &text) -> Result<void> {
        AlignedText result;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = stretchEnd(normalizer, text.text(), begin);
            const std::string_view typed = std::string_view(text.text()).substr(begin, end - begin);
            const std::string changed =
                end - begin == 1 ? std::string(typed) : normalized(normalizer, typed);  // ASCII stays
            if (changed == typed)
                result.append(text, begin, end);
            else
                result.append(changed, text.typedRange(begin, end));
            begin = end;
        }
        text = std::move(result);
        return {};
    };
}

Normalizer charsmapNormalizer(Charsmap map)
{
    return [map = std::make_shared<const Charsmap>(std::move(map))](AlignedText &text) -> Result<void> {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<UText, TextCloser> source(
            utext_openUTF8(nullptr, text.text().data(), static_cast<int64_t>(text.size()), &status));
        const std::unique_ptr<UBreakIterator, BreakDeleter> breaks(ubrk_open(UBRK_CHARACTER, "", nullptr, 0, &status));
        ubrk_setUText(breaks.get(), source.get(), &status);
        if (U_FAILURE(status))
            return badInput("ICU has no rules for clusters of characters");
        AlignedText result;
        std::size_t begin = 0;
        for (int32_t end = ubrk_next(breaks.get()); end != UBRK_DONE; end = ubrk_next(breaks.get())) {
            appendCluster(*map, text, begin, static_cast<std::size_t>(end), result);
            begin = static_cast<std::size_t>(end);
            if (Result<void> checked = result.checkLength(); !checked)
                return checked;
        }
        text = std::move(result);
        return {};
    };
}

}  // namespace core
