#include "core/corpus/texts/text_table.h"

#include "core/base/counted.h"
#include "core/base/input_file.h"
#include "core/base/text_file.h"
#include "core/corpus/texts/file_kind.h"
#include "core/corpus/texts/text_columns.h"
#include "core/corpus/texts/text_decoding.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace core {
namespace {

constexpr std::size_t largestTextFile = std::size_t{1} << 30U;

std::size_t letters(const Rows &rows, std::size_t column)
{
    std::size_t count = 0;
    for (const Row &row : rows)
        count += trimmed(row.cells[column].text).size();
    return count;
}

bool isShortBeforeLong(const TextLayout &layout, const ColumnChoice &choice)
{
    return choice.isEmpty() && layout.names.empty() && layout.rows.front().cells.size() == 2 &&
           letters(layout.rows, 0) < letters(layout.rows, 1);
}

// Without the rows that have no text, whose number goes into a note.
std::vector<TextRow> rowsOf(const TextLayout &layout, const TextColumns &columns, std::vector<std::string> &notes)
{
    std::vector<TextRow> rows;
    std::size_t empty = 0;
    std::size_t firstEmpty = 0;
    for (const Row &row : layout.rows) {
        const std::string_view text = trimmed(row.cells[columns.text].text);
        if (text.empty()) {
            firstEmpty = empty++ == 0 ? row.line : firstEmpty;
            continue;
        }
        rows.push_back({.line = row.line,
                        .text = std::string(text),
                        .label = columns.label ? std::string(trimmed(row.cells[*columns.label].text)) : std::string()});
    }
    if (empty > 0)
        notes.push_back(fmt::format("{} without a text left out, line {}{}", counted(empty, "row"), firstEmpty,
                                    empty == 1 ? "" : " the first"));
    return rows;
}

template <typename Parse>
auto parsedFile(const std::filesystem::path &path, Parse parse) -> decltype(parse(std::string_view()))
{
    const Result<std::string> bytes = readTextFile(path, largestTextFile);
    if (!bytes)
        return bytes.error();
    auto parsed = parse(std::string_view(*bytes));
    if (!parsed)
        return inContext(pathText(path), parsed.error());
    return parsed;
}

}  // namespace

Result<TextTable> parseTextTable(std::string_view bytes, const ColumnChoice &choice)
{
    Result<DecodedText> decoded = decodeText(bytes);
    if (!decoded)
        return decoded.error();
    if (const auto kind = markupKind(decoded->text); kind && !choice.isWholeLine())
        return badInput(fmt::format("this is {}, expected texts in lines or a table of them", *kind));
    Result<TextLayout> layout = layOut(decoded->text, choice);
    if (!layout)
        return layout.error();
    const Result<TextColumns> columns = textColumns(*layout, choice);
    if (!columns)
        return columns.error();
    TextTable table{.rows = {},
                    .names = layout->names,
                    .hasLabels = columns->label.has_value(),
                    .noLabels = columns->noLabel,
                    .labelName = {},
                    .isShortBeforeLong = isShortBeforeLong(*layout, choice),
                    .advice = choice.advice,
                    .notes = {}};
    if (columns->label && !table.names.empty())
        table.labelName = table.names[*columns->label];
    table.notes = layout->notes;
    for (const std::string &note : {columns->note, decoded->note}) {
        if (!note.empty())
            table.notes.insert(table.notes.begin(), note);
    }
    table.rows = rowsOf(*layout, *columns, table.notes);
    if (table.rows.empty())
        return badInput("there is no text in it");
    return table;
}

Result<TextTable> readTextTable(const std::filesystem::path &path, const ColumnChoice &choice)
{
    return parsedFile(path, [&choice](std::string_view bytes) { return parseTextTable(bytes, choice); });
}

Result<Texts> parseTexts(std::string_view bytes, const ColumnChoice &choice)
{
    Result<TextTable> table = parseTextTable(bytes, choice);
    if (!table)
        return table.error();
    if (table->isShortBeforeLong)
        return badInput(
            "two columns without a heading, and the second is longer, expected text<TAB>label" +
            std::string(worded(choice.advice, {.editFile = "; name the columns \"text\" and \"label\" in a first line",
                                               .textOption = "; choose with --text-column 1 or 2",
                                               .everyOption = "; choose with --text-column 1 or 2"})));
    Texts texts{.texts = {}, .notes = std::move(table->notes)};
    for (TextRow &row : table->rows)
        texts.texts.push_back(std::move(row.text));
    return texts;
}

Result<Texts> readTexts(const TextFile &file)
{
    Result<Texts> texts = parsedFile(file.path, [&file](std::string_view bytes) { return parseTexts(bytes, file.columns); });
    if (texts)
        file.keepWanted(texts->texts);
    return texts;
}

}  // namespace core
