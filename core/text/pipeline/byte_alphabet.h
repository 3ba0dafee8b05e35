#pragma once

#include "core/text/pipeline/aligned_text.h"

#include <optional>
#include <string>
#include <string_view>

namespace core {

// GPT-2's alphabet: every byte has a letter that can be seen. Printable Latin-1 stands for itself, the rest for U+0100 and on: a
// space is Ġ, a new line Ċ.

char32_t letterOfByte(unsigned char byte);
std::optional<unsigned char> byteOfLetter(char32_t letter);

// The text with every byte of it as its letter.
AlignedText inByteAlphabet(const AlignedText &text);

// The bytes that letters stand for; nothing where one of them stands for none.
std::optional<std::string> bytesOfLetters(std::string_view letters);

}  // namespace core
