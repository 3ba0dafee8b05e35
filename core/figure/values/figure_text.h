#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace core {

// A number as a figure prints it; "–" for one that is not defined.
std::string formatNumber(double value, int decimals);
// As many digits as tell values of this size apart: 0.032, 2.31, 18.5, 144.
std::string formatBriefly(double value);
// An error that may be as small as rounding: 0.431, 2e−4.
std::string formatError(double value);

// A count in thousands or millions where it is large: 3,072 stays 3072, 43.6 k, 109.5 M.
std::string formatCount(std::int64_t count);

// Text lines of a table, for printFigure: cells right-aligned to the widest of their column.
std::string printTable(const std::vector<std::vector<std::string>> &rows);

}  // namespace core
