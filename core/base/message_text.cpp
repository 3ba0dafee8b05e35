#include "core/base/message_text.h"

namespace core {

namespace {

constexpr std::size_t longestQuote = 80;

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
    return length;
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

}  // namespace

std::string quotedText(std::string_view text)
{
    std::string result = "\"";
    while (!text.empty() && result.size() < longestQuote) {
        const std::size_t length = sequenceLength(text);
        if (length == 0 || isControl(text.front())) {
            result += escaped(text.front());
            text.remove_prefix(1);
        } else {
            result += text.substr(0, length);
            text.remove_prefix(length);
        }
    }
    return result + (text.empty() ? "\"" : "…\"");
}

}  // namespace core
