#pragma once

#include "core/corpus/texts/class_labels.h"

#include <filesystem>
#include <string>
#include <vector>

namespace core {

struct LabelledText {
    std::string text;  // UTF-8, without spaces at its ends
    int label = 0;     // class index
};

// A file's texts with the classes that its labels name.
struct LabelledTexts {
    std::vector<LabelledText> texts;  // at least one
    std::string labelsReadAs;         // ClassLabels::readAs
    std::vector<std::string> notes;   // TextTable::notes
};

// How a labelled file is read.
struct LabelledChoice {
    ColumnChoice columns;
    LabelReading labels = LabelReading::Unambiguous;
};

Result<LabelledTexts> labelledTexts(const TextTable &table, const std::vector<std::string> &classNames,
                                    LabelReading reading = LabelReading::Unambiguous);
Result<LabelledTexts> readLabelledTexts(const std::filesystem::path &path, const std::vector<std::string> &classNames,
                                        const LabelledChoice &choice);

}  // namespace core
