#include "core/base/message_text.h"

#include <numeric>
#include <vector>

namespace core {

namespace {

constexpr std::size_t longestQuote = 80;

// Whether the second byte keeps the sequence from being overlong, a surrogate or beyond U+10FFFF.
bool isSecondByte(unsigned char lead, unsigned char second)
{
    switch (lead) {
    case 0xe0: return second >= 0xa0;
    case 0xed: return second < 0xa0;
    case 0xf0: return second >= 0x90;
    case 0xf4: return second < 0x90;
    default: return true;
    }
}

// How many bytes the UTF-8 sequence at the front of `text` has; 0 where there is none.
std::size_t sequenceLength(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xc2 && lead < 0xe0 ? 2
                               : lead >= 0xe0 && lead < 0xf0 ? 3
                               : lead >= 0xf0 && lead < 0xf5 ? 4
                                                             : 0;
    if (length > text.size())
        return 0;
    for (std::size_t place = 1; place < length; ++place) {
        if ((static_cast<unsigned char>(text[place]) & 0xc0) != 0x80)
            return 0;
    }
    return length > 1 && !isSecondByte(lead, static_cast<unsigned char>(text[1])) ? 0 : length;
}

bool isControl(char byte)
{
    const auto code = static_cast<unsigned char>(byte);
    return code < 0x20 || code == 0x7f;
}

std::string escaped(char byte)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(byte);
    return {'\\', 'x', digits[code >> 4], digits[code & 0xf]};
}

// Takes the character at the front of `text`, escaped where it has to be.
std::string nextCharacter(std::string_view &text)
{
    const std::size_t length = sequenceLength(text);
    const bool isPlain = length > 0 && !isControl(text.front());
    const std::string character = isPlain ? std::string(text.substr(0, length)) : escaped(text.front());
    text.remove_prefix(isPlain ? length : 1);
    return character;
}

}  // namespace

std::string quotedText(std::string_view text)
{
    std::string result = "\"";
    while (!text.empty() && result.size() < longestQuote)
        result += nextCharacter(text);
    return result + (text.empty() ? "\"" : "…\"");
}

std::string onOneLine(std::string_view text)
{
    std::string result;
    while (!text.empty())
        result += nextCharacter(text);
    return result;
}

std::string elided(std::string_view text, std::size_t longest)
{
    const std::size_t end = 4 * longest;  // bytes that hold `longest` characters
    const std::string both =
        text.size() > 2 * end ? std::string(text.substr(0, end)).append(text.substr(text.size() - end)) : std::string(text);
    std::vector<std::string> characters;
    for (std::string_view rest = both; !rest.empty();)
        characters.push_back(nextCharacter(rest));
    if (characters.size() > longest) {
        const auto cut = characters.begin() + static_cast<std::ptrdiff_t>(longest / 2);
        *cut = "…";
        characters.erase(cut + 1, characters.end() - static_cast<std::ptrdiff_t>((longest - 1) / 2));
    }
    return std::accumulate(characters.begin(), characters.end(), std::string());
}

}  // namespace core
