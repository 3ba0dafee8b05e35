#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct Cell {
    std::string text;       // as it is, or without its quotes where they are taken off
    bool isQuoted = false;  // its quotes are taken off
};

struct Row {
    std::size_t line = 0;  // of the file, where it begins, from 1
    std::vector<Cell> cells;
};

using Rows = std::vector<Row>;

// Cuts the first line off the text and gives it back without its end, which is LF, CRLF or CR.
std::string_view takeLine(std::string_view &text);

// Without blanks, tabs and line ends on both sides.
std::string_view trimmed(std::string_view text);

// With small letters for the capital ones of ASCII.
std::string lowercase(std::string_view text);

// A row for each line, cut at every delimiter; quotes are letters as any other. Lines without a letter are left out.
Rows rowsOfLines(std::string_view text, char delimiter);

// Rows as RFC 4180 has them: a cell that begins with a quote ends with the next single one, and may hold delimiters, line ends and
// doubled quotes. A quote inside any other cell is a letter. Refuses a quote that is never closed or that something follows.
Result<Rows> rowsOfCsv(std::string_view text, char delimiter);
Result<Row> firstRowOfCsv(std::string_view text, char delimiter);

// Takes off the quotes of a cell that is enclosed in them, its inner quotes doubled; false for any other cell, which stays.
bool takeOffQuotes(Cell &cell);

// Every row has as many cells as the first.
bool isRectangular(const Rows &rows);

}  // namespace core
