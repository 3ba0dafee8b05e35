#include "core/base/csv_cell.h"

#include "core/base/number_text.h"

#include <cmath>

namespace core {

std::string csvCell(std::string_view text)
{
    return text.find_first_of(",\"\r\n") == std::string_view::npos ? std::string(text) : quotedCsvCell(text);
}

std::string quotedCsvCell(std::string_view text)
{
    std::string cell = "\"";
    for (const char letter : text)
        cell += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return cell + '"';
}

std::string csvCell(double number)
{
    return std::isnan(number) ? std::string() : numberText(number);
}

std::string csvCell(const std::optional<double> &number)
{
    return number ? csvCell(*number) : std::string();
}

}  // namespace core
