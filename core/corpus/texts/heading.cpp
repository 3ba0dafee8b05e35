#include "core/corpus/texts/heading.h"

#include "core/base/decimal_number.h"
#include "core/base/number_in.h"

#include <algorithm>
#include <array>
#include <span>

namespace core {
namespace {

constexpr std::array<std::string_view, 3> textNames{"sentence", "text", "review"};
constexpr std::array<std::string_view, 4> labelNames{"label", "sentiment", "target", "class"};
// What stands beside them often enough.
constexpr std::array<std::string_view, 22> otherNames{
    "",     "unnamed: 0", "index",   "idx",   "id",    "guid",  "uid",    "no",         "#",          "number",   "title",
    "date", "rating",     "ratings", "score", "stars", "split", "source", "label_text", "label_name", "category", "author"};

bool isOtherName(std::string_view name)
{
    return std::ranges::find(otherNames, lowercase(name)) != otherNames.end();
}

// Letters first, then letters, digits and _ - . : as variables and columns are named.
bool isIdentifier(std::string_view name)
{
    const auto isLetter = [](unsigned char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' || letter >= 0x80;
    };
    const auto isPart = [&](char letter) {
        return isLetter(static_cast<unsigned char>(letter)) || (letter >= '0' && letter <= '9') || letter == '-' ||
               letter == '.' || letter == ':';
    };
    return !name.empty() && isLetter(static_cast<unsigned char>(name.front())) && std::ranges::all_of(name, isPart);
}

// A few words, no number.
bool isNameLike(std::string_view name)
{
    constexpr std::ptrdiff_t mostBlanks = 2;
    return !name.empty() && !decimalNumber(name) && std::ranges::count(name, ' ') <= mostBlanks;
}

std::size_t countOf(const std::vector<std::string> &names, ColumnRole role)
{
    return static_cast<std::size_t>(std::ranges::count(names, std::optional(role), roleOf));
}

// Without quotes and blanks around it.
std::string bareText(Cell cell)
{
    takeOffQuotes(cell);
    return std::string(trimmed(cell.text));
}

std::span<const Row> bodyOf(const Rows &rows)
{
    return std::span(rows).subspan(1);
}

bool hasCell(const Row &row, std::size_t column)
{
    return column < row.cells.size();
}

bool comesAgain(const Rows &rows, std::size_t column, std::string_view name)
{
    return std::ranges::any_of(bodyOf(rows),
                               [&](const Row &row) { return hasCell(row, column) && bareText(row.cells[column]) == name; });
}

bool isNumericBelow(const Rows &rows, std::size_t column)
{
    return rows.size() > 1 && std::ranges::all_of(bodyOf(rows), [column](const Row &row) {
               return hasCell(row, column) && decimalNumber(bareText(row.cells[column])).has_value();
           });
}

// A column beside a known one: by a usual name, or by numbers below a name.
bool isNamedColumn(const Rows &rows, std::size_t column, std::string_view name)
{
    if (comesAgain(rows, column, name) && !name.empty())
        return false;
    return roleOf(name) || isOtherName(name) || (isNameLike(name) && isNumericBelow(rows, column));
}

bool isChosen(const std::vector<std::string> &names, const ColumnChoice &choice)
{
    const auto isNamed = [&](const std::string &name) {
        return !name.empty() && !columnNumber(name) && columnNamed(names, name).has_value();
    };
    return isNamed(choice.text) || isNamed(choice.label);
}

// "anything<TAB>label": a label's name ends the line, and short names stand before it.
bool endsInLabelName(const Rows &rows, const std::vector<std::string> &names)
{
    return roleOf(names.back()) == ColumnRole::Label && !comesAgain(rows, names.size() - 1, names.back()) &&
           std::ranges::all_of(names, isNameLike);
}

}  // namespace

std::optional<ColumnRole> roleOf(std::string_view name)
{
    const std::string lower = lowercase(name);
    if (std::ranges::find(textNames, lower) != textNames.end())
        return ColumnRole::Text;
    if (std::ranges::find(labelNames, lower) != labelNames.end())
        return ColumnRole::Label;
    return std::nullopt;
}

std::vector<std::string> namesOf(const Row &row)
{
    std::vector<std::string> names;
    for (const Cell &cell : row.cells)
        names.push_back(bareText(cell));
    return names;
}

std::optional<std::size_t> columnNamed(const std::vector<std::string> &names, std::string_view choice)
{
    auto found = std::ranges::find(names, choice);
    if (found == names.end())
        found = std::ranges::find(names, lowercase(choice), lowercase);
    if (found == names.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

std::optional<std::size_t> columnNumber(std::string_view choice)
{
    return numberIn<std::size_t>(choice);
}

bool isCsvHeading(const std::vector<std::string> &names, const ColumnChoice &choice)
{
    if (names.size() < 2)
        return false;
    if (isChosen(names, choice))
        return true;
    const std::size_t texts = countOf(names, ColumnRole::Text);
    const std::size_t labels = countOf(names, ColumnRole::Label);
    const auto isName = [](std::string_view name) { return isOtherName(name) || isIdentifier(name); };
    return texts + labels > 0 && std::ranges::all_of(names, isName);
}

bool isCertainCsvHeading(const Rows &rows, const ColumnChoice &choice)
{
    if (hasHeading(rows, choice))
        return true;
    const std::vector<std::string> names = namesOf(rows.front());
    for (std::size_t column = 0; column < names.size(); ++column) {
        if (!names[column].empty() && comesAgain(rows, column, names[column]))
            return false;
    }
    return std::ranges::count_if(names, [](const std::string &name) { return roleOf(name) || isOtherName(name); }) > 1;
}

bool hasHeading(const Rows &rows, const ColumnChoice &choice)
{
    const std::vector<std::string> names = namesOf(rows.front());
    if (isChosen(names, choice))
        return true;
    if (names.size() == 1)
        return rows.size() > 1 && roleOf(names.front()) == ColumnRole::Text;
    const std::size_t texts = countOf(names, ColumnRole::Text);
    const std::size_t labels = countOf(names, ColumnRole::Label);
    if (texts + labels == 0)
        return false;
    if ((texts > 0 && labels > 0) || endsInLabelName(rows, names))
        return true;
    for (std::size_t column = 0; column < names.size(); ++column) {
        if (!isNamedColumn(rows, column, names[column]))
            return false;
    }
    return true;
}

bool looksLikeUnknownHeading(const Rows &rows)
{
    const std::vector<std::string> names = namesOf(rows.front());
    if (names.size() < 2 || rows.size() < 3 ||
        !std::ranges::all_of(names, [](const std::string &name) { return name.empty() || isNameLike(name); }))
        return false;
    for (std::size_t column = 0; column < names.size(); ++column) {
        if (isNumericBelow(rows, column) && isNameLike(names[column]))
            return true;
    }
    return false;
}

}  // namespace core
