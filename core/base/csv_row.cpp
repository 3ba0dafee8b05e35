#include "core/base/csv_row.h"

#include "core/base/number_text.h"

#include <cmath>

namespace core {

CsvRow &CsvRow::addCell(std::string_view cell)
{
    if (!m_isEmpty)
        m_line += ',';
    m_isEmpty = false;
    m_line += cell;
    return *this;
}

CsvRow &CsvRow::add(std::string_view text)
{
    return text.find_first_of(",\"\r\n") == std::string_view::npos ? addCell(text) : addQuoted(text);
}

CsvRow &CsvRow::addQuoted(std::string_view text)
{
    std::string cell = "\"";
    for (const char letter : text)
        cell += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return addCell(cell + '"');
}

CsvRow &CsvRow::add(double number)
{
    return addCell(std::isnan(number) ? std::string() : numberText(withNineDigits(number)));
}

CsvRow &CsvRow::add(const std::optional<double> &number)
{
    return number ? add(*number) : addNothing();
}

CsvRow &CsvRow::addNothing(std::size_t cells)
{
    for (; cells > 0; --cells)
        addCell({});
    return *this;
}

}  // namespace core
