#include "core/corpus/texts/labeled_texts.h"

#include "core/base/input_file.h"

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

Result<LabeledTexts> readLabeledTexts(const std::filesystem::path &path, const std::vector<std::string> &classNames,
                                      const LabeledChoice &choice)
{
    const Result<TextTable> table = readTextTable(path, choice.columns);
    if (!table)
        return table.error();
    Result<LabeledTexts> texts = labeledTexts(*table, classNames, choice.labels);
    if (!texts)
        return inContext(pathText(path), texts.error());
    return texts;
}

}  // namespace core
