#pragma once

#include "core/corpus/texts/label_reading.h"

#include <string>
#include <vector>

namespace core {

struct LabelSets {
    std::vector<std::vector<bool>> holds;  // rows x labels of the model
    std::string readAs;                    // ReadLabels::readAs
};

// The labels of a file that gives each text any number of them, joined by commas; nothing where none holds. Read and refused as
// readLabels() has it; or one 0 or 1 for each label of the model, "1,0,1", where every row has that and no list of indices can be
// meant, as one comes twice. Refused too: a label twice in a row, and names where a name of the model has a comma itself.
Result<LabelSets> labelSets(const TextTable &table, const std::vector<std::string> &names,
                            LabelReading reading = LabelReading::Unambiguous);

}  // namespace core
