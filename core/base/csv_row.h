#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace core {

// One line of a table of comma-separated values, as RFC 4180 has it.
class CsvRow
{
public:
    // Between quotes where a comma, a quote or a line break is in it.
    CsvRow &add(std::string_view text);
    // Between quotes whatever is in it.
    CsvRow &addQuoted(std::string_view text);
    // With nine digits; empty where it is not defined: NaN or none.
    CsvRow &add(double number);
    CsvRow &add(const std::optional<double> &number);
    CsvRow &add(std::integral auto number) { return addCell(std::to_string(number)); }
    // So many cells that the row does not have.
    CsvRow &addNothing(std::size_t cells = 1);

    // With its line end.
    std::string line() const { return m_line + '\n'; }

private:
    CsvRow &addCell(std::string_view cell);

    std::string m_line;
    bool m_isEmpty = true;
};

}  // namespace core
