#pragma once

#include "core/corpus/texts/class_labels.h"

#include <string>
#include <vector>

namespace core {

struct LabeledText {
    std::string text;  // UTF-8, without spaces at its ends
    int label = 0;     // class index
};

// A file's texts with the classes that its labels name.
struct LabeledTexts {
    std::vector<LabeledText> texts;  // at least one
    std::string labelsReadAs;        // ClassLabels::readAs
    std::vector<std::string> notes;  // TextTable::notes
};

Result<LabeledTexts> labeledTexts(const TextTable &table, const std::vector<std::string> &classNames,
                                  LabelReading reading = LabelReading::Unambiguous);

}  // namespace core
