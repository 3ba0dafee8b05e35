#pragma once

#include "core/corpus/listing/prediction_list.h"

#include <string>

namespace core {

// The list as CSV, a line a text in the order of the file: no, label, prediction, p, loss (or squared_error), text. Empty cells for what is
// not defined or was not reached.
std::string predictionTableCsv(const PredictionList &list);

}  // namespace core
