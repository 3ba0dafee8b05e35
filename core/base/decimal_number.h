#pragma once

#include <optional>
#include <string_view>

namespace core {

// The finite number that the whole text is: decimal, with an exponent or without, one sign at most in front. Nothing for "nan", "inf",
// "1,5", "+-1" and what is too large for a double.
std::optional<double> decimalNumber(std::string_view text);

}  // namespace core
