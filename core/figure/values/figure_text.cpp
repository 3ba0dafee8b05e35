#include "core/figure/values/figure_text.h"

#include "core/base/utf8.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace core {

std::string formatNumber(double value, int decimals)
{
    if (std::isnan(value))
        return "–";
    char digits[64];
    std::snprintf(digits, sizeof digits, "%.*f", decimals, std::abs(value));
    const bool isZero =
        std::all_of(digits, digits + std::char_traits<char>::length(digits), [](char c) { return c == '0' || c == '.'; });
    return (value < 0 && !isZero ? "−" : "") + std::string(digits);
}

std::string formatBriefly(double value)
{
    const double size = std::abs(value);
    return formatNumber(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

std::string formatError(double value)
{
    constexpr double leastWithDecimals = 1e-3;
    if (!(value > 0) || value >= leastWithDecimals)
        return formatBriefly(value);
    const int exponent = static_cast<int>(std::floor(std::log10(value)));
    return fmt::format("{}e−{}", formatNumber(std::floor(value / std::pow(10.0, exponent)), 0), -exponent);
}

std::string formatCount(std::int64_t count)
{
    const auto value = static_cast<double>(count);
    if (count >= 1'000'000)
        return formatNumber(value / 1e6, 1) + " M";
    return count >= 10'000 ? formatNumber(value / 1e3, 1) + " k" : std::to_string(count);
}

std::string printTable(const std::vector<std::vector<std::string>> &rows)
{
    std::vector<std::size_t> widths;
    for (const auto &row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], characterCount(row[column]));
    }
    std::string text;
    for (const auto &row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            text += column > 0 ? " " : "";
            text += std::string(widths[column] - characterCount(row[column]), ' ') + row[column];
        }
        text += '\n';
    }
    return text;
}

}  // namespace core
