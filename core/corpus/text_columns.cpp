#include "core/corpus/text_columns.h"

#include "core/base/message_text.h"

#include <algorithm>
#include <utility>

namespace core {
namespace {

constexpr const char *chooseText = ", choose one with --text-column";
constexpr const char *chooseLabel = ", choose one with --label-column";

// The columns of one role in the heading.
std::vector<std::size_t> columnsOf(const TextLayout &layout, ColumnRole role)
{
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < layout.names.size(); ++column) {
        if (roleOf(layout.names[column]) == role)
            columns.push_back(column);
    }
    return columns;
}

std::size_t widthOf(const TextLayout &layout)
{
    return layout.rows.front().cells.size();
}

// The columns as an error lists them: by their names, else by the first row.
std::string listed(const TextLayout &layout)
{
    if (!layout.names.empty())
        return "the columns are " + columnsText(layout.names);
    return "the columns of line " + std::to_string(layout.rows.front().line) + " are " +
           columnsText(namesOf(layout.rows.front()));
}

Result<std::size_t> chosenColumn(const TextLayout &layout, const std::string &option, const std::string &choice)
{
    if (const auto number = columnNumber(choice)) {
        if (*number >= 1 && *number <= widthOf(layout))
            return *number - 1;
    } else if (const auto named = columnNamed(layout.names, choice)) {
        return *named;
    }
    return badInput("there is no column " + quotedText(choice) + " for " + option + "; " + listed(layout));
}

Result<std::size_t> textColumn(const TextLayout &layout, const ColumnChoice &choice)
{
    if (!choice.text.empty() && !choice.isWholeLine())
        return chosenColumn(layout, "--text-column", choice.text);
    const std::vector<std::size_t> named = columnsOf(layout, ColumnRole::Text);
    if (named.size() == 1)
        return named.front();
    if (named.size() > 1)
        return badInput("several columns may hold the texts; " + listed(layout) + chooseText);
    if (widthOf(layout) == 1)
        return std::size_t{0};
    const std::vector<std::size_t> labels = columnsOf(layout, ColumnRole::Label);
    if (widthOf(layout) == 2 && (layout.names.empty() || labels.size() == 1))
        return labels.empty() ? std::size_t{0} : 1 - labels.front();
    if (layout.names.empty())
        return badInput("line " + std::to_string(layout.rows.front().line) + " has " + std::to_string(widthOf(layout)) +
                        " columns and no heading names them; " + listed(layout) + chooseText + " and --label-column");
    return badInput("no column is named sentence, text or review; " + listed(layout) + chooseText);
}

// The label's column, or why there is none.
struct LabelColumn {
    std::optional<std::size_t> column;
    std::string problem;
};

Result<LabelColumn> labelColumn(const TextLayout &layout, const ColumnChoice &choice, std::size_t text)
{
    if (!choice.label.empty()) {
        const Result<std::size_t> chosen = chosenColumn(layout, "--label-column", choice.label);
        if (!chosen)
            return chosen.error();
        if (*chosen == text)
            return badInput("column " + std::to_string(text + 1) + " cannot hold both the texts and the labels; " +
                            listed(layout));
        return LabelColumn{.column = *chosen, .problem = {}};
    }
    const std::vector<std::size_t> named = columnsOf(layout, ColumnRole::Label);
    const std::size_t width = widthOf(layout);
    if (named.size() == 1 && named.front() != text)
        return LabelColumn{.column = named.front(), .problem = {}};
    if (named.size() > 1)
        return LabelColumn{.column = {}, .problem = "several columns may hold the labels; " + listed(layout) + chooseLabel};
    if (width == 2 && layout.names.empty())
        return LabelColumn{.column = 1 - text, .problem = {}};
    if (width == 1)
        return LabelColumn{.column = {},
                           .problem = "line " + std::to_string(layout.rows.front().line) +
                                      " has no tab and so no label, expected text<TAB>label"};
    return LabelColumn{.column = {},
                       .problem = "no column is named label, sentiment, target or class; " + listed(layout) + chooseLabel};
}

std::string columnText(const TextLayout &layout, std::size_t column)
{
    return layout.names.empty() ? "column " + std::to_string(column + 1) : quotedText(layout.names[column]);
}

std::string noteOn(const TextLayout &layout, const TextColumns &columns)
{
    if (widthOf(layout) == 1 && layout.names.empty())
        return {};
    std::string note = "texts read from " + columnText(layout, columns.text);
    if (columns.label)
        note += ", labels from " + columnText(layout, *columns.label);
    return note;
}

// Numbers are no texts, unless somebody says so.
Result<void> checkTexts(const TextLayout &layout, std::size_t column)
{
    const auto isNumeric = [column](const Row &row) { return isNumber(trimmed(row.cells[column].text)); };
    if (widthOf(layout) == 1 || !std::ranges::all_of(layout.rows, isNumeric))
        return {};
    return badInput(columnText(layout, column) + " should hold the texts, but holds numbers alone; " + listed(layout) +
                    chooseText);
}

}  // namespace

Result<TextColumns> textColumns(const TextLayout &layout, const ColumnChoice &choice)
{
    const Result<std::size_t> text = textColumn(layout, choice);
    if (!text)
        return text.error();
    if (choice.text.empty()) {
        if (const Result<void> checked = checkTexts(layout, *text); !checked)
            return checked.error();
    }
    Result<LabelColumn> label = labelColumn(layout, choice, *text);
    if (!label)
        return label.error();
    TextColumns columns{.text = *text, .label = label->column, .noLabel = std::move(label->problem), .note = {}};
    columns.note = noteOn(layout, columns);
    return columns;
}

}  // namespace core
