#include "core/workbench/session/path_text.h"

#include "core/base/utf8.h"

#include <charconv>

namespace core {

namespace {

void appendByte(std::string &text, char byte)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    text += '%';
    text += digits[value / 16];
    text += digits[value % 16];
}

}  // namespace

std::string escapedPath(const std::filesystem::path &path)
{
    std::string_view rest = path.native();
    std::string text;
    while (!rest.empty()) {
        const std::size_t valid = invalidUtf8(rest).value_or(rest.size());
        for (const char byte : rest.substr(0, valid)) {
            if (byte == '%')
                appendByte(text, byte);
            else
                text += byte;
        }
        rest.remove_prefix(valid);
        if (!rest.empty()) {
            appendByte(text, rest.front());
            rest.remove_prefix(1);
        }
    }
    return text;
}

std::optional<std::filesystem::path> unescapedPath(std::string_view text)
{
    std::string bytes;
    for (std::size_t place = 0; place < text.size(); ++place) {
        char byte = text[place];
        if (byte == '%') {
            const std::string_view digits = text.substr(place + 1, 2);
            unsigned value = 0;
            const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
            if (problem != std::errc() || digits.size() != 2 || end != digits.data() + 2)
                return std::nullopt;
            byte = static_cast<char>(value);
            place += 2;
        }
        if (byte == '\0')
            return std::nullopt;
        bytes += byte;
    }
    return std::filesystem::path(bytes);
}

}  // namespace core
