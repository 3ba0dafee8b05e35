#include "core/base/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace core {

std::string numberText(double number)
{
    std::array<char, 32> text{};
    constexpr double largestExact = 9007199254740992.0;
    const bool isWhole = std::abs(number) <= largestExact && std::trunc(number) == number;
    const auto result = isWhole ? std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed)
                                : std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), result.ptr};
}

double withNineDigits(double number)
{
    std::array<char, 32> text{};
    const auto written = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific, 8);
    std::from_chars(text.data(), written.ptr, number);
    return number;
}

}  // namespace core
