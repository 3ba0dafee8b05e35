#pragma once

#include "core/corpus/texts/text_table.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// How the labels of a file name a model's classes; --labels of the command line.
enum class LabelReading {
    Unambiguous,   // as the file has it, where only one reading fits
    Names,         // "names"
    IndicesFrom0,  // "from-0"
    IndicesFrom1,  // "from-1"
};

// The classes that labels name.
struct ReadLabels {
    std::map<std::string, int, std::less<>> classes;  // of every label, as it is written
    std::string readAs;                               // "class names", "class indices from 0" ...
};

// What a cell of the labels' column holds.
struct LabelCell {
    std::vector<std::string_view> (*labelsOf)(std::string_view cell) = nullptr;
    std::string_view hint;  // on how labels are written, for the end of an error's sentence, or empty
};

// Reads every label of the table in one way: all are class names, as they are written or in any case, or all are indices, from 0 or
// from 1. Refuses, naming the first line that does not fit, a table that mixes them, one that fits in two ways with different answers,
// and one that fits in none.
Result<ReadLabels> readLabels(const TextTable &table, const std::vector<std::string> &classNames, LabelReading reading,
                              const LabelCell &cell);

}  // namespace core
