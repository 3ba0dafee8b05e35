#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace core {

// The number that the whole text is, as std::from_chars reads it: no blanks, no plus in front. Nothing where it is none or too large.
template <typename Number>
std::optional<Number> numberIn(std::string_view text)
{
    Number number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

}  // namespace core
