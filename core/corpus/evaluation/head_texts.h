#pragma once

#include "core/corpus/texts/labeled_texts.h"
#include "core/model/loaded_model.h"

#include <algorithm>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace core {

struct ValuedText {
    std::string text;  // UTF-8
    double value = 0;  // its label
};

struct MultiLabelText {
    std::string text;          // UTF-8
    std::vector<bool> labels;  // whether each of the model's labels holds
};

// Labeled texts as the head of a model is judged on them: of a classifier, a regression, and a model with several labels.
using HeadTexts = std::variant<std::vector<LabeledText>, std::vector<ValuedText>, std::vector<MultiLabelText>>;

// Without their labels.
std::vector<std::string> plainTexts(const HeadTexts &texts);
template <typename Text>
std::vector<std::string> plainTexts(std::span<const Text> texts)
{
    std::vector<std::string> plain(texts.size());
    std::ranges::transform(texts, plain.begin(), &Text::text);
    return plain;
}

struct HeadTextsOfFile {
    HeadTexts texts;           // at least one
    std::string labelsReadAs;  // empty of a regression, whose labels have one reading
    std::vector<std::string> notes;
};

// The rows of a table as this classification head takes them. Refuses labels that do not fit the head.
Result<HeadTextsOfFile> headTextsOf(const TextTable &table, const ModelConfig &config, LabelReading reading);

// A labeled file as this classification head takes it. Labels are read of the whole file, whatever its limit. Refuses labels that do not
// fit the head.
Result<HeadTextsOfFile> readHeadTexts(const ModelConfig &config, const TextFile &file, LabelReading labels);

}  // namespace core
