#pragma once

#include "core/corpus/texts/advice.h"
#include "core/corpus/texts/delimited_rows.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// Which columns of a file hold texts and labels: a name of the heading or a number from 1, as --text-column and --label-column have
// them. Empty: by the heading, or the first of two. A text column of "0" is the whole line.
struct ColumnChoice {
    std::string text;
    std::string label;
    Advice advice = Advice::EditFile;  // for a file of which the choice is missing

    bool isEmpty() const { return text.empty() && label.empty(); }
    bool isWholeLine() const { return text == "0"; }
    bool operator==(const ColumnChoice &) const = default;
};

enum class ColumnRole { Text, Label };

// "sentence", "text" and "review" name texts, "label", "sentiment", "target" and "class" labels, in any case.
std::optional<ColumnRole> roleOf(std::string_view name);

// The cells of a row without blanks and quotes around them.
std::vector<std::string> namesOf(const Row &row);

// The column that is chosen by its name: as it is written, else in any case.
std::optional<std::size_t> columnNamed(const std::vector<std::string> &names, std::string_view choice);

// From 1; nothing for a name.
std::optional<std::size_t> columnNumber(std::string_view choice);

// Whether the names, which stand in the first line between other delimiters than tabs, are a heading and no sentence.
// Of a table it may still be the first row: isCertainCsvHeading().
bool isCsvHeading(const std::vector<std::string> &names, const ColumnChoice &choice);

// Whether such a first row names the columns, as its choice, the rows below it or a second usual name say.
bool isCertainCsvHeading(const Rows &rows, const ColumnChoice &choice);

// Whether the first row names the columns. A row of data that holds such a name is none: what names a column does not come again in it.
bool hasHeading(const Rows &rows, const ColumnChoice &choice);

// Whether the first row alone has words where every other has a number, so that it cannot be data.
bool looksLikeUnknownHeading(const Rows &rows);

}  // namespace core
