#pragma once

#include "core/corpus/texts/label_reading.h"

#include <string>
#include <vector>

namespace core {

struct ClassLabels {
    std::vector<int> classes;  // a class index for each row
    std::string readAs;        // ReadLabels::readAs
};

// The classes that the labels of a whole file name, one a row; read and refused as readLabels() has it.
Result<ClassLabels> classLabels(const TextTable &table, const std::vector<std::string> &classNames,
                                LabelReading reading = LabelReading::Unambiguous);

}  // namespace core
