#pragma once

#include "core/corpus/text_table.h"

#include <string>
#include <vector>

namespace core {

// How the labels of a file name a model's classes; --labels of the command line.
enum class LabelReading {
    Unambiguous,   // as the file has it, where only one reading fits
    Names,         // "names"
    IndicesFrom0,  // "from-0"
    IndicesFrom1,  // "from-1"
};

struct ClassLabels {
    std::vector<int> classes;  // a class index for each row
    std::string readAs;        // "class names", "class indices from 0" ...
};

// The classes that the labels of a whole file name: all are class names, as they are written or in any case, or all are indices, from
// 0 or from 1. Refuses, naming the first line that does not fit, a file that mixes them, one that fits in two ways with different
// answers, and one that fits in none.
Result<ClassLabels> classLabels(const TextTable &table, const std::vector<std::string> &classNames,
                                LabelReading reading = LabelReading::Unambiguous);

}  // namespace core
