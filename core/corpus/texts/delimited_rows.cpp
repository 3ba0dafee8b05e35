#include "core/corpus/texts/delimited_rows.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {
namespace {

bool isBlank(const Row &row)
{
    return std::ranges::all_of(row.cells, [](const Cell &cell) { return !cell.isQuoted && trimmed(cell.text).empty(); });
}

// Reads the cells of one row after the other.
class CsvReader
{
public:
    CsvReader(std::string_view text, char delimiter) : m_rest(text), m_delimiter(delimiter) {}

    bool isAtEnd() const { return m_rest.empty(); }

    Result<Row> takeRow()
    {
        Row row{.line = m_line, .cells = {}};
        do {
            Result<Cell> cell = m_rest.starts_with('"') ? takeQuotedCell() : takePlainCell();
            if (!cell)
                return cell.error();
            row.cells.push_back(*std::move(cell));
        } while (takeDelimiter());
        takeLineEnd();
        return row;
    }

private:
    bool isAtLineEnd() const { return m_rest.empty() || m_rest.front() == '\n' || m_rest.front() == '\r'; }

    bool takeDelimiter()
    {
        if (!m_rest.starts_with(m_delimiter))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    void takeLineEnd()
    {
        if (m_rest.empty())
            return;
        takeLine(m_rest);
        ++m_line;
    }

    Result<Cell> takePlainCell()
    {
        const char ends[] = {m_delimiter, '\n', '\r'};
        const std::string_view cell = m_rest.substr(0, m_rest.find_first_of(std::string_view(ends, 3)));
        m_rest.remove_prefix(cell.size());
        return Cell{.text = std::string(cell), .isQuoted = false};
    }

    Result<Cell> takeQuotedCell()
    {
        const std::size_t firstLine = m_line;
        Cell cell{.text = {}, .isQuoted = true};
        m_rest.remove_prefix(1);
        for (;;) {
            const std::size_t end = m_rest.find('"');
            if (end == std::string_view::npos)
                return badInput(fmt::format("the quote that opens a field in line {} is never closed", firstLine));
            addQuoted(m_rest.substr(0, end), cell);
            m_rest.remove_prefix(end + 1);
            if (!m_rest.starts_with('"'))
                break;
            cell.text += '"';
            m_rest.remove_prefix(1);
        }
        if (!isAtLineEnd() && m_rest.front() != m_delimiter)
            return badInput(fmt::format(
                "line {} goes on behind the closing quote of a field, expected quotes inside a field to be doubled",
                m_line));
        return cell;
    }

    // Counts the lines of the part.
    void addQuoted(std::string_view part, Cell &cell)
    {
        cell.text += part;
        while (part.find_first_of("\r\n") != std::string_view::npos) {
            takeLine(part);
            ++m_line;
        }
    }

    std::string_view m_rest;
    char m_delimiter;
    std::size_t m_line = 1;
};

}  // namespace

std::string_view takeLine(std::string_view &text)
{
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    text.remove_prefix(line.size());
    text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(text.size(), 1));
    return line;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lowercase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char letter) {
        return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    });
    return lower;
}

Rows rowsOfLines(std::string_view text, char delimiter)
{
    Rows rows;
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::string_view line = takeLine(text);
        if (trimmed(line).empty())
            continue;
        Row &row = rows.emplace_back(Row{.line = number, .cells = {}});
        for (std::size_t end = line.find(delimiter); end != std::string_view::npos; end = line.find(delimiter)) {
            row.cells.push_back({.text = std::string(line.substr(0, end)), .isQuoted = false});
            line.remove_prefix(end + 1);
        }
        row.cells.push_back({.text = std::string(line), .isQuoted = false});
    }
    return rows;
}

Result<Rows> rowsOfCsv(std::string_view text, char delimiter)
{
    Rows rows;
    CsvReader reader(text, delimiter);
    while (!reader.isAtEnd()) {
        Result<Row> row = reader.takeRow();
        if (!row)
            return row.error();
        if (!isBlank(*row))
            rows.push_back(*std::move(row));
    }
    return rows;
}

// The first that is not blank; one without a letter where all are.
Result<Row> firstRowOfCsv(std::string_view text, char delimiter)
{
    CsvReader reader(text, delimiter);
    Result<Row> row = reader.takeRow();
    while (row && isBlank(*row) && !reader.isAtEnd())
        row = reader.takeRow();
    return row;
}

bool takeOffQuotes(Cell &cell)
{
    const std::string_view text = trimmed(cell.text);
    if (cell.isQuoted || text.size() < 2 || !text.starts_with('"') || !text.ends_with('"'))
        return false;
    std::string inner;
    for (std::string_view rest = text.substr(1, text.size() - 2); !rest.empty();) {
        const bool isQuote = rest.front() == '"';
        if (isQuote && !rest.starts_with("\"\""))
            return false;
        inner += rest.front();
        rest.remove_prefix(isQuote ? 2 : 1);
    }
    cell = {.text = std::move(inner), .isQuoted = true};
    return true;
}

bool isRectangular(const Rows &rows)
{
    return std::ranges::all_of(rows, [&rows](const Row &row) { return row.cells.size() == rows.front().cells.size(); });
}

}  // namespace core
