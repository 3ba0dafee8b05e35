#include "core/corpus/texts/text_layout.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace core {
namespace {

struct Delimiter {
    char character;
    std::string_view adjective;
};

constexpr std::array delimiters{Delimiter{',', "comma-separated"}, Delimiter{';', "semicolon-separated"},
                                Delimiter{'|', "bar-separated"}};

std::string_view columnsAdvice(Advice advice)
{
    return worded(advice, {.editFile = "; name the columns \"text\" and \"label\" in that line",
                           .textOption = ", choose one with --text-column",
                           .everyOption = ", choose one with --text-column and --label-column"});
}

std::string_view wholeLinesAdvice(Advice advice)
{
    constexpr std::string_view option = " (--text-column 0 reads whole lines as texts)";
    return worded(advice, {.editFile = {}, .textOption = option, .everyOption = option});
}

std::string_view firstLine(std::string_view text)
{
    while (!text.empty()) {
        if (const std::string_view line = takeLine(text); !trimmed(line).empty())
            return line;
    }
    return {};
}

bool hasQuote(const Cell &cell)
{
    return cell.text.find('"') != std::string::npos;
}

// A cell that a writer of tables had to put into quotes.
bool needsQuotes(const Cell &cell, char delimiter)
{
    return cell.text.find_first_of("\"\r\n") != std::string::npos || cell.text.find(delimiter) != std::string::npos;
}

template <typename Claim>
bool anyCell(const Rows &rows, Claim claim)
{
    return std::ranges::any_of(rows, [&](const Row &row) { return std::ranges::any_of(row.cells, claim); });
}

bool isColumnQuoted(const Rows &rows, std::size_t column)
{
    return std::ranges::all_of(rows, [column](const Row &row) { return row.cells[column].isQuoted; });
}

bool hasQuotedColumn(const Rows &rows)
{
    for (std::size_t column = 0; column < rows.front().cells.size(); ++column) {
        if (isColumnQuoted(rows, column))
            return true;
    }
    return false;
}

// As a writer of tables leaves them: no quote in a cell that is not enclosed in quotes.
bool hasNoLooseQuotes(const Rows &rows)
{
    return !anyCell(rows, [](const Cell &cell) { return !cell.isQuoted && hasQuote(cell); });
}

// Writers of tables put nothing around a delimiter; behind a sentence's comma stands a blank.
bool hasBareDelimiters(const Rows &rows)
{
    return !anyCell(
        rows, [](const Cell &cell) { return !cell.isQuoted && (cell.text.starts_with(' ') || cell.text.ends_with(' ')); });
}

Error otherCount(const Row &row, std::size_t expected, const std::string &where)
{
    return badInput(
        fmt::format("line {} has {}, expected {} as in {}", row.line, counted(row.cells.size(), "column"), expected, where));
}

const Row *firstOfOtherSize(const Rows &rows, std::size_t size)
{
    const auto found = std::ranges::find_if(rows, [size](const Row &row) { return row.cells.size() != size; });
    return found == rows.end() ? nullptr : &*found;
}

// Takes the heading off the rows.
Result<TextLayout> withHeading(Rows rows, std::vector<std::string> notes)
{
    TextLayout layout{
        .rows = {}, .names = namesOf(rows.front()), .headingLine = rows.front().line, .notes = std::move(notes)};
    rows.erase(rows.begin());
    if (rows.empty())
        return badInput(fmt::format("there is no text in it, only the heading in line {}", layout.headingLine));
    for (const Row &row : rows) {
        if (row.cells.size() != layout.names.size())
            return otherCount(row, layout.names.size(), fmt::format("the heading of line {}", layout.headingLine));
        if (row.cells.size() > 1 && namesOf(row) == layout.names)
            return badInput(fmt::format("line {} repeats the heading of line {}", row.line, layout.headingLine));
    }
    layout.rows = std::move(rows);
    return layout;
}

std::string csvNote(const Rows &rows, const Delimiter &delimiter)
{
    std::string note(delimiter.adjective);
    if (anyCell(rows, [](const Cell &cell) { return cell.isQuoted; }))
        note += ", quotes around fields taken off";
    return note;
}

// The delimiter of a heading in the first line, where that is one.
const Delimiter *delimiterOfHeading(std::string_view line, const ColumnChoice &choice)
{
    if (line.find('\t') != std::string_view::npos)
        return nullptr;
    const auto *found = std::ranges::find_if(delimiters, [&](const Delimiter &delimiter) {
        const Result<Rows> rows = rowsOfCsv(line, delimiter.character);
        return rows && rows->size() == 1 && isCsvHeading(namesOf(rows->front()), choice);
    });
    return found == delimiters.end() ? nullptr : found;
}

TextLayout withoutHeading(Rows rows, std::vector<std::string> notes)
{
    return {.rows = std::move(rows), .names = {}, .headingLine = 0, .notes = std::move(notes)};
}

Error unknownHeading(const Rows &rows, Advice advice)
{
    return badInput(fmt::format("line {} reads as a heading without a column of a known name; the columns are {}{}",
                                rows.front().line, columnsText(namesOf(rows.front())), columnsAdvice(advice)));
}

Result<TextLayout> headedOrNot(Rows rows, std::vector<std::string> notes, const ColumnChoice &choice)
{
    if (hasHeading(rows, choice))
        return withHeading(std::move(rows), std::move(notes));
    if (!looksLikeUnknownHeading(rows))
        return withoutHeading(std::move(rows), std::move(notes));
    return choice.isEmpty() ? Result<TextLayout>(unknownHeading(rows, choice.advice))
                            : withHeading(std::move(rows), std::move(notes));
}

Error headingOrRow(const Rows &rows, const Delimiter &delimiter, Advice advice)
{
    constexpr AdviceWordings wordings{
        .editFile = "; name the columns \"text\" and \"label\" in that line, or in one before it",
        .textOption = ", choose one with --text-column: by its name in a heading, by its number in a row",
        .everyOption =
            ", choose with --text-column and --label-column: by their names in a heading, by their numbers in a row"};
    return badInput(fmt::format("line {} may be the heading or a row of a {} file; the columns are {}{}", rows.front().line,
                                delimiter.adjective, columnsText(namesOf(rows.front())), worded(advice, wordings)));
}

// What may be a heading stands in the first line.
Result<TextLayout> csvBelowNames(std::string_view text, const Delimiter &delimiter, const ColumnChoice &choice)
{
    Result<Rows> rows = rowsOfCsv(text, delimiter.character);
    if (!rows)
        return inContext(fmt::format("the first line is the heading of a {} file", delimiter.adjective), rows.error());
    const std::string note = csvNote(*rows, delimiter);
    if (isCertainCsvHeading(*rows, choice))
        return withHeading(*std::move(rows), {note});
    if (choice.isEmpty())
        return headingOrRow(*rows, delimiter, choice.advice);
    if (const Row *other = firstOfOtherSize(*rows, rows->front().cells.size()))
        return otherCount(*other, rows->front().cells.size(), fmt::format("line {}", rows->front().line));
    return headedOrNot(*std::move(rows), {note}, choice);
}

struct CsvRows {
    Rows rows;
    const Delimiter *delimiter;
};

// Tables of several columns that the file may be under one delimiter or another.
std::vector<CsvRows> csvTables(std::string_view text)
{
    std::vector<CsvRows> tables;
    for (const Delimiter &delimiter : delimiters) {
        const Result<Row> first = firstRowOfCsv(text, delimiter.character);
        if (!first || first->cells.size() < 2)
            continue;
        Result<Rows> rows = rowsOfCsv(text, delimiter.character);
        if (rows && !rows->empty() && isRectangular(*rows) && hasNoLooseQuotes(*rows) && hasBareDelimiters(*rows))
            tables.push_back({.rows = *std::move(rows), .delimiter = &delimiter});
    }
    return tables;
}

// A table of one column, quoted as tables are: where a quote stands anywhere, it belongs to a cell that needed it.
std::optional<Rows> quotedSingleColumn(std::string_view text)
{
    Result<Rows> rows = rowsOfCsv(text, ',');
    if (!rows || rows->size() < 2 || rows->front().cells.size() > 1 || !isRectangular(*rows) || !hasNoLooseQuotes(*rows))
        return std::nullopt;
    const auto isReason = [](const Cell &cell) { return cell.isQuoted && needsQuotes(cell, ','); };
    return anyCell(*rows, isReason) ? std::optional(*std::move(rows)) : std::nullopt;
}

// What the cells of every row but the first would be without their quotes, where all of a column are enclosed in them.
void takeOffQuotesOfWholeColumns(TextLayout &layout)
{
    for (std::size_t column = 0; column < layout.rows.front().cells.size(); ++column) {
        std::vector<Cell> bare;
        for (const Row &row : layout.rows) {
            Cell cell = row.cells[column];
            if (!takeOffQuotes(cell))
                break;
            bare.push_back(std::move(cell));
        }
        if (bare.size() < layout.rows.size())
            continue;
        for (std::size_t row = 0; row < bare.size(); ++row)
            layout.rows[row].cells[column] = std::move(bare[row]);
        layout.notes.push_back(fmt::format("quotes around every field of column {} taken off", column + 1));
    }
}

// Where every quote belongs to a cell that is enclosed in quotes, and one of them doubles those inside, a writer of tables put them there.
bool takeOffQuotesOfWriter(TextLayout &layout)
{
    Rows bare = layout.rows;
    bool isWritten = false;
    for (Row &row : bare) {
        for (Cell &cell : row.cells) {
            if (!hasQuote(cell))
                continue;
            if (!takeOffQuotes(cell))
                return false;
            isWritten = isWritten || hasQuote(cell);
        }
    }
    if (!isWritten)
        return false;
    layout.rows = std::move(bare);
    layout.notes.emplace_back("quotes around fields taken off");
    return true;
}

TextLayout withoutQuotes(TextLayout layout)
{
    if (!takeOffQuotesOfWriter(layout) && isRectangular(layout.rows))
        takeOffQuotesOfWholeColumns(layout);
    return layout;
}

// Cells between tabs that hold tabs or line ends themselves, in quotes; only where the lines as they are make no table.
std::optional<Rows> quotedTabRows(std::string_view text)
{
    Result<Rows> rows = rowsOfCsv(text, '\t');
    const auto isTwofold = [](const Cell &cell) {
        return cell.isQuoted && cell.text.find('\t') != std::string::npos &&
               cell.text.find_first_of("\r\n") != std::string::npos;
    };
    if (!rows || !isRectangular(*rows) || !hasNoLooseQuotes(*rows) || anyCell(*rows, isTwofold))
        return std::nullopt;
    return *std::move(rows);
}

// Joins the cells of a row again at their tabs, all but the last.
void joinAllButLast(Row &row)
{
    for (std::size_t column = 1; column + 1 < row.cells.size(); ++column)
        row.cells.front().text += '\t' + row.cells[column].text;
    row.cells[1] = std::move(row.cells.back());
    row.cells.resize(2);
}

// Without a heading, the last tab of a line divides text and label.
Result<TextLayout> splitAtLastTab(Rows rows, Advice advice)
{
    const auto [fewest, most] = std::ranges::minmax_element(rows, {}, [](const Row &row) { return row.cells.size(); });
    if (fewest->cells.size() == 1)
        return badInput(fmt::format("line {} has no tab, expected text<TAB>label as in line {}{}", fewest->line, most->line,
                                    wholeLinesAdvice(advice)));
    if (fewest->cells.size() > 2)
        return otherCount(*firstOfOtherSize(rows, rows.front().cells.size()), rows.front().cells.size(),
                          fmt::format("line {}", rows.front().line));
    std::size_t firstLine = 0;
    for (Row &row : rows) {
        if (row.cells.size() == 2)
            continue;
        firstLine = firstLine == 0 ? row.line : firstLine;
        joinAllButLast(row);
    }
    return withoutQuotes(withoutHeading(
        std::move(rows),
        {fmt::format("some lines, line {} the first, have several tabs: the last one divides text and label", firstLine)}));
}

Result<TextLayout> tabbed(std::string_view text, const ColumnChoice &choice)
{
    Rows rows = rowsOfLines(text, '\t');
    if (!isRectangular(rows)) {
        if (std::optional<Rows> quoted = quotedTabRows(text))
            return headedOrNot(*std::move(quoted), {"quotes around fields taken off"}, choice);
        if (!hasHeading(rows, choice) && choice.isEmpty())
            return splitAtLastTab(std::move(rows), choice.advice);
        const Row &other = *firstOfOtherSize(rows, rows.front().cells.size());
        return otherCount(other, rows.front().cells.size(), fmt::format("line {}", rows.front().line));
    }
    Result<TextLayout> layout = headedOrNot(std::move(rows), {}, choice);
    return layout ? withoutQuotes(*std::move(layout)) : std::move(layout);
}

Result<TextLayout> lines(std::string_view text, const ColumnChoice &choice)
{
    Rows rows = rowsOfLines(text, '\t');
    if (const Row *withTab = firstOfOtherSize(rows, 1))
        return badInput(fmt::format("line {} has a tab and line {} has none, expected as many columns in every line{}",
                                    withTab->line, rows.front().line, wholeLinesAdvice(choice.advice)));
    if (!hasHeading(rows, choice))
        return withoutQuotes(withoutHeading(std::move(rows), {}));
    if (std::optional<Rows> quoted = quotedSingleColumn(text))
        return withHeading(*std::move(quoted), {"quotes around fields taken off"});
    Result<TextLayout> layout = withHeading(std::move(rows), {});
    return layout ? withoutQuotes(*std::move(layout)) : std::move(layout);
}

Result<TextLayout> wholeLines(std::string_view text, const ColumnChoice &choice)
{
    if (!choice.label.empty())
        return badInput("column 0 is the whole line, which leaves no column for labels");
    return withoutHeading(rowsOfLines(text, '\n'), {"whole lines read as texts"});
}

// Several columns without a known heading, in quotes or chosen.
Result<TextLayout> csvWithoutHeading(CsvRows csv, const ColumnChoice &choice)
{
    const std::string note = csvNote(csv.rows, *csv.delimiter);
    return headedOrNot(std::move(csv.rows), {note}, choice);
}

Error undecidedCsv(const CsvRows &csv, Advice advice)
{
    constexpr AdviceWordings wordings{
        .editFile =
            "; add a first line that names the columns, as \"text\" and \"label\", or the line \"text\" alone where whole "
            "lines are texts",
        .textOption = ", choose one with --text-column (0: the whole line)",
        .everyOption = ", choose one with --text-column (0: the whole line) and --label-column"};
    return badInput(fmt::format("the file reads as {} without a known heading; line {} has the columns {}{}",
                                csv.delimiter->adjective, csv.rows.front().line, columnsText(namesOf(csv.rows.front())),
                                worded(advice, wordings)));
}

}  // namespace

Result<TextLayout> layOut(std::string_view text, const ColumnChoice &choice)
{
    const std::string_view first = firstLine(text);
    if (first.empty())
        return badInput("there is no text in it");
    if (choice.isWholeLine())
        return wholeLines(text, choice);
    if (const Delimiter *delimiter = delimiterOfHeading(first, choice))
        return csvBelowNames(text, *delimiter, choice);
    if (first.find('\t') != std::string_view::npos)
        return tabbed(text, choice);
    std::vector<CsvRows> tables = csvTables(text);
    const auto quoted = std::ranges::find_if(tables, hasQuotedColumn, &CsvRows::rows);
    if (quoted != tables.end())
        return csvWithoutHeading(std::move(*quoted), choice);
    const auto bare = std::ranges::find_if(tables, [](const CsvRows &table) { return table.rows.size() > 1; });
    if (bare != tables.end())
        return choice.isEmpty() ? undecidedCsv(*bare, choice.advice) : csvWithoutHeading(std::move(*bare), choice);
    return lines(text, choice);
}

std::string columnsText(const std::vector<std::string> &names)
{
    constexpr std::size_t mostNames = 8;
    constexpr std::size_t longestName = 20;
    std::string text;
    for (std::size_t column = 0; column < std::min(names.size(), mostNames); ++column)
        text += fmt::format("{}{} \"{}\"", column == 0 ? "" : ", ", column + 1, elided(names[column], longestName));
    if (names.size() > mostNames)
        text += fmt::format(" and {} more", names.size() - mostNames);
    return text;
}

}  // namespace core
