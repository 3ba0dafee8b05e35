#include "core/corpus/listing/listed_texts.h"

#include "core/model/model_outputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace core {
namespace {

ListedText listed(const ModelConfig &config, const LabeledText &text)
{
    return {.text = text.text, .label = answerNames(config)[static_cast<std::size_t>(text.label)]};
}

ListedText listed(const ModelConfig & /*config*/, const ValuedText &text)
{
    return {.text = text.text, .label = fmt::format("{}", text.value), .value = text.value};
}

ListedText listed(const ModelConfig &config, const MultiLabelText &text)
{
    std::string labels;
    for (std::size_t label = 0; label < text.labels.size(); ++label) {
        if (text.labels[label])
            labels += (labels.empty() ? "" : ", ") + className(config, label);
    }
    return {.text = text.text, .label = labels.empty() ? "none" : labels};
}

std::vector<ListedText> withoutLabels(std::vector<std::string> texts)
{
    std::vector<ListedText> listed;
    for (std::string &text : texts)
        listed.push_back({.text = std::move(text), .label = {}});
    return listed;
}

ListedTexts withLabels(const ModelConfig &config, HeadTextsOfFile read)
{
    ListedTexts list{.texts = {}, .labelsReadAs = std::move(read.labelsReadAs), .notes = std::move(read.notes)};
    std::visit(
        [&](const auto &texts) {
            std::ranges::transform(texts, std::back_inserter(list.texts),
                                   [&config](const auto &text) { return listed(config, text); });
        },
        read.texts);
    list.material = std::move(read.texts);
    return list;
}

Result<ListedTexts> readLabeled(const LoadedModel &model, const TextFile &file)
{
    const Result<TextTable> table = readTextTable(file.path, file.columns);
    if (!table)
        return table.error();
    Result<HeadTextsOfFile> read = headTextsOf(*table, model.config, LabelReading::Unambiguous);
    if (read) {
        std::visit([&file](auto &texts) { file.keepWanted(texts); }, read->texts);
        return withLabels(model.config, *std::move(read));
    }
    ListedTexts list{.texts = {}, .notes = table->notes};
    for (const TextRow &row : table->rows)
        list.texts.push_back({.text = row.text, .label = {}});
    file.keepWanted(list.texts);
    if (table->hasLabels)
        list.notes.push_back("labels left out: " + read.error().message);
    return list;
}

Result<ListedTexts> readParagraphs(const LoadedModel &model, const TextFile &file)
{
    Result<Texts> read = readTexts(file);
    if (!read)
        return read.error();
    ListedTexts list{.texts = {}, .notes = std::move(read->notes)};
    if (predictsPieces(model.config.task)) {
        Result<std::vector<MaskedPart>> parts = maskedParts(model, read->texts);
        if (!parts)
            list.notes.push_back("nothing guessed: " + parts.error().message);
        else {
            std::vector<std::vector<MaskedPart>> paragraphs(read->texts.size());
            for (MaskedPart &part : *parts)
                paragraphs[part.paragraph].push_back(std::move(part));
            list.material = std::move(paragraphs);
        }
    }
    list.texts = withoutLabels(std::move(read->texts));
    return list;
}

}  // namespace

Result<ListedTexts> readListedTexts(const LoadedModel &model, const TextFile &file)
{
    return model.config.task == ModelTask::Classification ? readLabeled(model, file) : readParagraphs(model, file);
}

}  // namespace core
