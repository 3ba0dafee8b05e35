#include "core/base/utf8.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cassert>

namespace core {

namespace {

// A negative value where the bytes are not UTF-8.
UChar32 readCodePoint(std::string_view text, std::size_t &offset)
{
    assert(offset < text.size());
    UChar32 character = 0;
    U8_NEXT(text.data(), offset, text.size(), character);
    return character;
}

}  // namespace

char32_t readUtf8(std::string_view text, std::size_t &offset)
{
    const UChar32 character = readCodePoint(text, offset);
    return character < 0 ? replacementCharacter : static_cast<char32_t>(character);
}

std::size_t utf8Length(std::string_view text)
{
    std::size_t offset = 0;
    return !text.empty() && readCodePoint(text, offset) >= 0 ? offset : 0;
}

std::size_t characterCount(std::string_view text)
{
    return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, isContinuationByte));
}

void appendUtf8(std::string &text, char32_t character)
{
    char bytes[U8_MAX_LENGTH];
    std::size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(character));
    text.append(bytes, size);
}

std::optional<std::size_t> invalidUtf8(std::string_view text)
{
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        if (readCodePoint(text, offset) < 0)
            return begin;
    }
    return std::nullopt;
}

bool isUtf8(std::string_view text)
{
    return !invalidUtf8(text);
}

}  // namespace core
