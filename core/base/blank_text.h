#pragma once

#include "core/base/utf8.h"

#include <string_view>

namespace core {

// White space of any width.
constexpr bool isSpace(char32_t character)
{
    return (character >= U'\t' && character <= U'\r') || character == U' ' || character == 0xa0 || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200a) || character == 0x2028 || character == 0x2029 ||
           character == 0x202f || character == 0x205f || character == 0x3000;
}

// Whether there is nothing else in the text.
inline bool isBlank(std::string_view text)
{
    for (std::size_t offset = 0; offset < text.size();) {
        if (!isSpace(readUtf8(text, offset)))
            return false;
    }
    return true;
}

}  // namespace core
