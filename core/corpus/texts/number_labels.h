#pragma once

#include "core/corpus/texts/text_table.h"

#include <vector>

namespace core {

// The labels of a file as the numbers that a regression is to predict, one a row: decimal, with an exponent or without. Refuses, naming
// its line, a label that is no finite number.
Result<std::vector<double>> numberLabels(const TextTable &table);

}  // namespace core
