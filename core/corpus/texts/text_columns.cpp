#include "core/corpus/texts/text_columns.h"

#include "core/base/counted.h"
#include "core/base/decimal_number.h"
#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace core {
namespace {

constexpr std::string_view textOption = ", choose one with --text-column";
constexpr std::string_view labelOption = ", choose one with --label-column";
constexpr std::string_view renameOthers = "; rename all but one of them in the heading";
constexpr AdviceWordings chooseText{.editFile = "; name the column of the texts \"text\" in the first line",
                                    .textOption = textOption,
                                    .everyOption = textOption};
constexpr AdviceWordings chooseOneText{.editFile = renameOthers, .textOption = textOption, .everyOption = textOption};
constexpr AdviceWordings chooseBoth{
    .editFile = "; add a first line that names the columns, that of the texts \"text\" and that of the labels \"label\"",
    .textOption = textOption,
    .everyOption = ", choose with --text-column and --label-column"};
constexpr AdviceWordings chooseLabel{
    .editFile = "; name the column of the labels \"label\" in the first line", .textOption = {}, .everyOption = labelOption};
constexpr AdviceWordings chooseOneLabel{.editFile = renameOthers, .textOption = {}, .everyOption = labelOption};

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
    return fmt::format("the columns of line {} are {}", layout.rows.front().line, columnsText(namesOf(layout.rows.front())));
}

Error problemWith(const TextLayout &layout, const std::string &problem, Advice advice, const AdviceWordings &wordings)
{
    return badInput(fmt::format("{}; {}{}", problem, listed(layout), worded(advice, wordings)));
}

Result<std::size_t> chosenColumn(const TextLayout &layout, const std::string &content, const std::string &choice)
{
    if (const auto number = columnNumber(choice)) {
        if (*number >= 1 && *number <= widthOf(layout))
            return *number - 1;
    } else if (const auto named = columnNamed(layout.names, choice)) {
        return *named;
    }
    return badInput(fmt::format("there is no column {} for the {}; {}", quotedText(choice), content, listed(layout)));
}

// Beside the chosen column of labels, where there is a choice.
Result<std::size_t> textColumnBesideLabel(const TextLayout &layout, std::optional<std::size_t> label, Advice advice)
{
    if (widthOf(layout) == 2 && label)
        return 1 - *label;
    std::vector<std::size_t> named = columnsOf(layout, ColumnRole::Text);
    std::erase(named, label);
    if (named.size() == 1)
        return named.front();
    if (named.size() > 1)
        return problemWith(layout, "several columns may hold the texts", advice, chooseOneText);
    if (widthOf(layout) == 1)
        return std::size_t{0};
    const std::vector<std::size_t> labels = columnsOf(layout, ColumnRole::Label);
    if (widthOf(layout) == 2 && (layout.names.empty() || labels.size() == 1))
        return labels.empty() ? std::size_t{0} : 1 - labels.front();
    if (layout.names.empty())
        return problemWith(layout,
                           fmt::format("line {} has {} and no heading names them", layout.rows.front().line,
                                       counted(widthOf(layout), "column")),
                           advice, chooseBoth);
    return problemWith(layout, "no column is named sentence, text or review", advice, chooseText);
}

Result<std::size_t> textColumn(const TextLayout &layout, const ColumnChoice &choice)
{
    if (!choice.text.empty() && !choice.isWholeLine())
        return chosenColumn(layout, "texts", choice.text);
    std::optional<std::size_t> label;
    if (!choice.label.empty()) {
        const Result<std::size_t> chosen = chosenColumn(layout, "labels", choice.label);
        if (!chosen)
            return chosen.error();
        label = *chosen;
    }
    return textColumnBesideLabel(layout, label, choice.advice);
}

// The label's column, or why there is none.
struct LabelColumn {
    std::optional<std::size_t> column;
    std::string problem;
};

LabelColumn noLabel(Error problem)
{
    return {.column = {}, .problem = std::move(problem.message)};
}

Result<LabelColumn> labelColumn(const TextLayout &layout, const ColumnChoice &choice, std::size_t text)
{
    if (!choice.label.empty()) {
        const Result<std::size_t> chosen = chosenColumn(layout, "labels", choice.label);
        if (!chosen)
            return chosen.error();
        if (*chosen == text)
            return badInput(
                fmt::format("column {} cannot hold both the texts and the labels; {}", text + 1, listed(layout)));
        return LabelColumn{.column = *chosen, .problem = {}};
    }
    const std::vector<std::size_t> named = columnsOf(layout, ColumnRole::Label);
    const std::size_t width = widthOf(layout);
    if (named.size() == 1 && named.front() != text)
        return LabelColumn{.column = named.front(), .problem = {}};
    if (named.size() > 1)
        return noLabel(problemWith(layout, "several columns may hold the labels", choice.advice, chooseOneLabel));
    if (width == 2 && layout.names.empty())
        return LabelColumn{.column = 1 - text, .problem = {}};
    if (width == 1)
        return noLabel(
            badInput(fmt::format("line {} has no tab and so no label, expected text<TAB>label", layout.rows.front().line)));
    return noLabel(problemWith(layout, "no column is named label, sentiment, target or class", choice.advice, chooseLabel));
}

std::string columnText(const TextLayout &layout, std::size_t column)
{
    return layout.names.empty() ? fmt::format("column {}", column + 1) : quotedText(layout.names[column]);
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

// Numbers are no texts, unless their column is chosen.
Result<void> checkTexts(const TextLayout &layout, std::size_t column, Advice advice)
{
    const auto isNumeric = [column](const Row &row) { return decimalNumber(trimmed(row.cells[column].text)).has_value(); };
    if (widthOf(layout) == 1 || !std::ranges::all_of(layout.rows, isNumeric))
        return {};
    return problemWith(layout, columnText(layout, column) + " should hold the texts, but holds numbers alone", advice,
                       layout.names.empty() ? chooseBoth : chooseText);
}

}  // namespace

Result<TextColumns> textColumns(const TextLayout &layout, const ColumnChoice &choice)
{
    const Result<std::size_t> text = textColumn(layout, choice);
    if (!text)
        return text.error();
    if (choice.text.empty()) {
        if (const Result<void> checked = checkTexts(layout, *text, choice.advice); !checked)
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
