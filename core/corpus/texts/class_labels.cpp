#include "core/corpus/texts/class_labels.h"

namespace core {

Result<ClassLabels> classLabels(const TextTable &table, const std::vector<std::string> &classNames, LabelReading reading)
{
    const LabelCell oneLabel{.labelsOf = [](std::string_view cell) { return std::vector{cell}; }, .hint = {}};
    Result<ReadLabels> read = readLabels(table, classNames, reading, oneLabel);
    if (!read)
        return read.error();
    ClassLabels labels{.classes = {}, .readAs = std::move(read->readAs)};
    for (const TextRow &row : table.rows)
        labels.classes.push_back(read->classes.at(row.label));
    return labels;
}

}  // namespace core
