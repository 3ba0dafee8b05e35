#include "core/corpus/evaluation/predictions.h"

#include "core/base/csv_row.h"
#include "core/corpus/evaluation/evaluation.h"
#include "core/model/model_outputs.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace core {
namespace {

std::string lines(std::span<const std::string> columns, std::span<const CsvRow> rows)
{
    CsvRow header;
    header.add("index").add("label").add("prediction");
    for (const std::string &column : columns)
        header.add(column);
    std::string csv = header.line();
    for (const CsvRow &row : rows)
        csv += row.line();
    return csv;
}

// "toxic,rude": as files of texts have them.
std::string joinedLabels(const ModelConfig &config, const std::vector<bool> &labels)
{
    std::string joined;
    for (std::size_t label = 0; label < labels.size(); ++label) {
        if (labels[label])
            joined += (joined.empty() ? "" : ",") + className(config, label);
    }
    return joined;
}

struct Write {
    const ModelConfig &config;
    std::span<const TextLogits> answers;

    std::string operator()(const std::vector<LabeledText> &texts) const
    {
        const std::vector<std::string> names = answerNames(config);
        std::vector<CsvRow> rows(texts.size());
        for (std::size_t text = 0; text < texts.size(); ++text) {
            const std::vector<double> probabilities = probabilitiesOf(config.outputs, names.size(), answers[text].logits);
            const auto likeliest = std::ranges::max_element(probabilities) - probabilities.begin();
            rows[text].add(text);
            rows[text].add(names[static_cast<std::size_t>(texts[text].label)]);
            rows[text].add(names[static_cast<std::size_t>(likeliest)]);
            for (const double probability : probabilities)
                rows[text].add(probability);
        }
        return lines(names, rows);
    }

    std::string operator()(const std::vector<ValuedText> &texts) const
    {
        std::vector<CsvRow> rows(texts.size());
        for (std::size_t text = 0; text < texts.size(); ++text)
            rows[text].add(text).add(texts[text].value).add(answers[text].logits.front());
        return lines({}, rows);
    }

    std::string operator()(const std::vector<MultiLabelText> &texts) const
    {
        std::vector<std::string> names;
        for (std::size_t label = 0; label < config.labels.size(); ++label)
            names.push_back(className(config, label));
        std::vector<CsvRow> rows(texts.size());
        for (std::size_t text = 0; text < texts.size(); ++text) {
            std::vector<double> logits = answers[text].logits;
            logits.resize(names.size());  // as likely as not
            std::vector<bool> predicted;
            for (const double logit : logits)
                predicted.push_back(logit > 0);
            rows[text].add(text);
            rows[text].add(joinedLabels(config, texts[text].labels));
            rows[text].add(joinedLabels(config, predicted));
            for (const double logit : logits)
                rows[text].add(1 / (1 + std::exp(-logit)));
        }
        return lines(names, rows);
    }
};

}  // namespace

std::string predictionsCsv(const ModelConfig &config, const HeadTexts &texts, std::span<const TextLogits> answers)
{
    return std::visit(Write{config, answers}, texts);
}

}  // namespace core
