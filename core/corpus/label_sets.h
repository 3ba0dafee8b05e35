#pragma once

#include "core/corpus/text_table.h"

#include <string>
#include <vector>

namespace core {

struct LabelSets {
    std::vector<std::vector<bool>> holds;  // rows x labels of the model
    std::string readAs;                    // "class names", "class indices from 0"
};

// The labels of a file of which any number may hold, joined by commas; nothing where none does. In the whole file all are names, or all are
// indices from 0. Refuses, naming the first line that does not fit, a file that mixes them and one that fits both with different answers.
Result<LabelSets> labelSets(const TextTable &table, const std::vector<std::string> &names);

}  // namespace core
