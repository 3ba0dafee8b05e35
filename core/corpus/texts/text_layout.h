#pragma once

#include "core/corpus/texts/heading.h"

#include <string>
#include <string_view>
#include <vector>

namespace core {

// A file cut into rows and cells, quotes taken off where they enclose cells.
struct TextLayout {
    Rows rows;                       // at least one, without a heading
    std::vector<std::string> names;  // of the columns, empty without a heading
    std::size_t headingLine = 0;     // of the file
    std::vector<std::string> notes;  // on how it was read
};

// Lines of texts, cells between tabs, or comma-separated values where the first line or the quotes say so: columns divided by "," ";"
// or "|". Refuses what could be read in two ways.
Result<TextLayout> layOut(std::string_view text, const ColumnChoice &choice);

// 1 "index", 2 "sentence" ...
std::string columnsText(const std::vector<std::string> &names);

}  // namespace core
