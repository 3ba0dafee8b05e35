#include "app/commands/table_json.h"

#include "core/base/number_in.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace app {

namespace {

using nlohmann::ordered_json;

struct Cell {
    std::string text;
    bool isQuoted = false;
};

// Takes the quoted text at the front, with "" for a quote in it.
Cell takeQuoted(std::string_view &rest)
{
    Cell cell{.text = {}, .isQuoted = true};
    rest.remove_prefix(1);
    while (!rest.empty()) {
        const bool isQuote = rest.front() == '"';
        const bool isDoubled = isQuote && rest.size() > 1 && rest[1] == '"';
        if (isQuote && !isDoubled) {
            rest.remove_prefix(1);
            return cell;
        }
        cell.text += rest.front();
        rest.remove_prefix(isDoubled ? 2 : 1);
    }
    return cell;
}

Cell takeCell(std::string_view &rest)
{
    if (rest.starts_with('"'))
        return takeQuoted(rest);
    const std::size_t end = std::min(rest.find_first_of(",\n"), rest.size());
    Cell cell{.text = std::string(rest.substr(0, end))};
    rest.remove_prefix(end);
    return cell;
}

std::vector<Cell> takeRow(std::string_view &rest)
{
    std::vector<Cell> row;
    for (bool goesOn = true; goesOn;) {
        row.push_back(takeCell(rest));
        goesOn = rest.starts_with(',');
        rest.remove_prefix(std::min<std::size_t>(1, rest.size()));  // the comma or the line's end
    }
    return row;
}

ordered_json valueOf(const Cell &cell)
{
    if (cell.isQuoted)
        return cell.text;
    if (cell.text.empty())
        return {};
    if (const auto whole = core::numberIn<std::int64_t>(cell.text))
        return *whole;
    const auto number = core::numberIn<double>(cell.text);
    return number ? ordered_json(*number) : ordered_json(cell.text);
}

}  // namespace

ordered_json tableJson(std::string_view csv)
{
    ordered_json rows = ordered_json::array();
    const std::vector<Cell> header = takeRow(csv);
    while (!csv.empty()) {
        const std::vector<Cell> cells = takeRow(csv);
        ordered_json row;
        for (std::size_t column = 0; column < std::min(cells.size(), header.size()); ++column)
            row[header[column].text] = valueOf(cells[column]);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace app
