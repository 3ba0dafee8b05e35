#pragma once

#include <string>
#include <vector>

namespace core {

// A number as a figure prints it; "–" for one that is not defined.
std::string formatNumber(double value, int decimals);
// As many digits as tell values of this size apart: 0.032, 2.31, 18.5, 144.
std::string formatBriefly(double value);

// Text lines of a table, for printFigure: cells right-aligned to the widest of their column.
std::string printTable(const std::vector<std::vector<std::string>> &rows);

}  // namespace core
