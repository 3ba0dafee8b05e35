#include "core/corpus/evaluation/head_texts.h"

#include "core/base/input_file.h"
#include "core/corpus/texts/label_sets.h"
#include "core/corpus/texts/number_labels.h"
#include "core/model/model_outputs.h"

#include <utility>

namespace core {
namespace {

Result<HeadTextsOfFile> valuedTextsOf(const TextTable &table)
{
    const Result<std::vector<double>> values = numberLabels(table);
    if (!values)
        return values.error();
    std::vector<ValuedText> texts;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        texts.push_back({.text = table.rows[row].text, .value = (*values)[row]});
    return HeadTextsOfFile{.texts = std::move(texts), .labelsReadAs = {}, .notes = table.notes};
}

Result<HeadTextsOfFile> multiLabelTextsOf(const TextTable &table, const ModelConfig &config, LabelReading reading)
{
    Result<LabelSets> sets = labelSets(table, config.labels, reading);
    if (!sets)
        return sets.error();
    std::vector<MultiLabelText> texts;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        texts.push_back({.text = table.rows[row].text, .labels = std::move(sets->holds[row])});
    return HeadTextsOfFile{.texts = std::move(texts), .labelsReadAs = std::move(sets->readAs), .notes = table.notes};
}

Result<HeadTextsOfFile> labeledTextsOf(const TextTable &table, const ModelConfig &config, LabelReading reading)
{
    Result<LabeledTexts> read = labeledTexts(table, answerNames(config), reading);
    if (!read)
        return read.error();
    return HeadTextsOfFile{
        .texts = std::move(read->texts), .labelsReadAs = std::move(read->labelsReadAs), .notes = std::move(read->notes)};
}

}  // namespace

std::vector<std::string> plainTexts(const HeadTexts &texts)
{
    return std::visit([](const auto &labeled) { return plainTexts(std::span(labeled)); }, texts);
}

Result<HeadTextsOfFile> headTextsOf(const TextTable &table, const ModelConfig &config, LabelReading reading)
{
    switch (config.outputs) {
    case OutputQuantity::Values: return valuedTextsOf(table);
    case OutputQuantity::Sigmoids: return multiLabelTextsOf(table, config, reading);
    default: return labeledTextsOf(table, config, reading);
    }
}

Result<HeadTextsOfFile> readHeadTexts(const ModelConfig &config, const TextFile &file, LabelReading labels)
{
    const Result<TextTable> table = readTextTable(file.path, file.columns);
    if (!table)
        return table.error();
    Result<HeadTextsOfFile> read = headTextsOf(*table, config, labels);
    if (!read)
        return inContext(pathText(file.path), read.error());
    std::visit([&file](auto &texts) { file.keepWanted(texts); }, read->texts);
    return read;
}

}  // namespace core
