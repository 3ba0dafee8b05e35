#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core {

// One cell of a CSV table as RFC 4180 has it: between quotes where a comma, a quote or a line break is in it.
std::string csvCell(std::string_view text);

// Between quotes whatever is in it.
std::string quotedCsvCell(std::string_view text);

// The number with all its digits; empty where it is not defined: NaN or none.
std::string csvCell(double number);
std::string csvCell(const std::optional<double> &number);

}  // namespace core
