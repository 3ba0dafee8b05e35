#pragma once

#include "core/base/result.h"
#include "core/corpus/texts/heading.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct TextRow {
    std::size_t line = 0;  // of the file, where the row begins, from 1
    std::string text;      // UTF-8, not empty, without blanks at its ends; a quoted one may hold line ends
    std::string label;     // as the file has it, without blanks at its ends; may be empty
};

// The texts of a file, each with its label where the file has labels. The one reader of all that takes a file of texts.
struct TextTable {
    std::vector<TextRow> rows;       // at least one
    std::vector<std::string> names;  // of the heading's columns; empty without a heading
    bool hasLabels = false;
    std::string noLabels;              // why not, one sentence
    std::string labelName;             // of the labels' column in the heading, or empty
    bool isShortBeforeLong = false;    // two columns without a heading, the second with more letters than the first
    Advice advice = Advice::EditFile;  // of the choice
    std::vector<std::string> notes;    // on how the file was read, each a few words
};

// Reads UTF-8, or UTF-16 with its mark, lines that end in LF, CRLF or CR. One text a line; text<TAB>label lines; or a table whose
// first line names its columns, between tabs or as comma-separated values. What is quoted as tables are is unquoted, and a text that merely
// begins with a quote keeps it. Rows without a text are left out, and a note counts them. Refuses, with one sentence that names the line,
// what is no text, what could be read in two ways, and columns that nothing names.
Result<TextTable> parseTextTable(std::string_view bytes, const ColumnChoice &choice);
Result<TextTable> readTextTable(const std::filesystem::path &path, const ColumnChoice &choice);

// Which texts of which file.
struct TextFile {
    std::filesystem::path path;
    ColumnChoice columns{};
    std::size_t limit = 0;  // so many, from the start; 0: all

    bool operator==(const TextFile &) const = default;

    template <typename Text>
    void keepWanted(std::vector<Text> &texts) const
    {
        if (limit > 0 && limit < texts.size())
            texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(limit), texts.end());
    }
};

// The texts alone.
struct Texts {
    std::vector<std::string> texts;  // at least one
    std::vector<std::string> notes;
};

// Also refuses two columns without a heading where the second seems to hold the texts.
Result<Texts> parseTexts(std::string_view bytes, const ColumnChoice &choice);
Result<Texts> readTexts(const TextFile &file);

}  // namespace core
