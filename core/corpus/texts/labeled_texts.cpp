#include "core/corpus/texts/labeled_texts.h"

#include <utility>

namespace core {

Result<LabeledTexts> labeledTexts(const TextTable &table, const std::vector<std::string> &classNames, LabelReading reading)
{
    Result<ClassLabels> labels = classLabels(table, classNames, reading);
    if (!labels)
        return labels.error();
    LabeledTexts read{.texts = {}, .labelsReadAs = std::move(labels->readAs), .notes = table.notes};
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        read.texts.push_back({.text = table.rows[row].text, .label = labels->classes[row]});
    return read;
}

}  // namespace core
