#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace core {

// The noun of a count: "text" of 1, "texts" of any other; `plural` where an "s" does not make it.
std::string nounOf(std::integral auto count, std::string_view singular, std::string_view plural = {})
{
    if (count == 1)
        return std::string(singular);
    return plural.empty() ? std::string(singular) + "s" : std::string(plural);
}

// "1 text", "2 texts".
std::string counted(std::integral auto count, std::string_view singular, std::string_view plural = {})
{
    return std::to_string(count) + ' ' + nounOf(count, singular, plural);
}

}  // namespace core
