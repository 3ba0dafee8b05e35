#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace core {

constexpr char32_t replacementCharacter = 0xfffd;

// The code point that starts at `offset`, which moves past it. What is not UTF-8 reads as U+FFFD, once for each longest
// part that could have begun a code point, as the Unicode standard recommends.
char32_t readUtf8(std::string_view text, std::size_t &offset);

// How many bytes the code point at the front of `text` has; 0 where there is none.
std::size_t utf8Length(std::string_view text);

// Whether the byte goes on with a code point that began before it.
constexpr bool isContinuationByte(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

// How many code points begin in `text`.
std::size_t characterCount(std::string_view text);

void appendUtf8(std::string &text, char32_t character);

// Where the first bytes that are not UTF-8 begin; nothing where all are.
std::optional<std::size_t> invalidUtf8(std::string_view text);
bool isUtf8(std::string_view text);

}  // namespace core
