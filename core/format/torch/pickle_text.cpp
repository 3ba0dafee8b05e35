#include "core/format/torch/pickle_text.h"

#include "core/base/utf8.h"

#include <charconv>
#include <limits>
#include <optional>
#include <system_error>

namespace core {
namespace {

template <typename Number>
std::optional<Number> numberFrom(std::string_view text, int base = 10)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// The digits of an escape at the front of `text`, which are how many its letter says.
std::optional<std::uint32_t> escaped(std::string_view text)
{
    if (text.size() < 2 || text[0] != '\\' || (text[1] != 'u' && text[1] != 'U'))
        return std::nullopt;
    const std::size_t digits = text[1] == 'u' ? 4 : 8;
    return text.size() < 2 + digits ? std::nullopt : numberFrom<std::uint32_t>(text.substr(2, digits), 16);
}

}  // namespace

PickledValue pickledWholeNumber(std::string_view line)
{
    if (line == "00" || line == "01")
        return line == "01";
    const std::string_view digits = line.ends_with('L') ? line.substr(0, line.size() - 1) : line;
    if (const auto number = numberFrom<std::int64_t>(digits))
        return *number;
    return PickledBigNumber{.digits = std::string(digits), .bytes = {}};
}

PickledValue pickledDecimal(std::string_view line)
{
    double number = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    if (error != std::errc() || end != line.data() + line.size())
        return PickledOther();
    return number;
}

std::string pickledUnicode(std::string_view line)
{
    std::string text;
    for (std::size_t place = 0; place < line.size();) {
        if (const auto point = escaped(line.substr(place))) {
            appendUtf8(text, *point);
            place += line[place + 1] == 'u' ? 6 : 10;
        } else {
            appendUtf8(text, static_cast<unsigned char>(line[place++]));
        }
    }
    return text;
}

std::string pickledString(std::string_view line)
{
    const bool isQuoted = line.size() >= 2 && (line.front() == '\'' || line.front() == '"') && line.front() == line.back();
    return std::string(isQuoted ? line.substr(1, line.size() - 2) : line);
}

std::uint64_t memoPlace(std::string_view line)
{
    return numberFrom<std::uint64_t>(line).value_or(std::numeric_limits<std::uint64_t>::max());
}

}  // namespace core
