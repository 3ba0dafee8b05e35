#include "core/text/pipeline/byte_alphabet.h"

#include "core/base/utf8.h"

#include <array>

namespace core {

namespace {

constexpr bool standsForItself(unsigned int byte)
{
    return (byte >= '!' && byte <= '~') || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
}

struct ByteAlphabet {
    std::array<char32_t, 256> letters{};
    std::array<int, 256 + 68> bytes{};  // by letter; -1 for none

    constexpr ByteAlphabet()
    {
        bytes.fill(-1);
        char32_t next = 0x100;
        for (unsigned int byte = 0; byte < letters.size(); ++byte) {
            letters[byte] = standsForItself(byte) ? static_cast<char32_t>(byte) : next++;
            bytes[letters[byte]] = static_cast<int>(byte);
        }
    }
};

constexpr ByteAlphabet byteAlphabet;

}  // namespace

char32_t letterOfByte(unsigned char byte)
{
    return byteAlphabet.letters[byte];
}

std::optional<unsigned char> byteOfLetter(char32_t letter)
{
    if (letter >= byteAlphabet.bytes.size() || byteAlphabet.bytes[letter] < 0)
        return std::nullopt;
    return static_cast<unsigned char>(byteAlphabet.bytes[letter]);
}

AlignedText inByteAlphabet(const AlignedText &text)
{
    AlignedText result;
    for (std::size_t byte = 0; byte < text.size(); ++byte)
        result.append(letterOfByte(static_cast<unsigned char>(text.text()[byte])), text.typedRange(byte, byte + 1));
    return result;
}

std::optional<std::string> bytesOfLetters(std::string_view letters)
{
    std::string bytes;
    for (std::size_t offset = 0; offset < letters.size();) {
        const std::optional<unsigned char> byte = byteOfLetter(readUtf8(letters, offset));
        if (!byte)
            return std::nullopt;
        bytes += static_cast<char>(*byte);
    }
    return bytes;
}

}  // namespace core
