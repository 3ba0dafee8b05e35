#include "core/corpus/evaluation/head_evaluation.h"

#include "core/analysis/statistics/regression_measures.h"
#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/model/model_outputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

template <typename Text>
Result<std::vector<TextLogits>> answersTo(const LoadedModel &model, std::span<const Text> texts, const Progress &progress,
                                          const StopToken &stop)
{
    return corpusLogits(model, plainTexts(texts), progress, stop);
}

std::size_t cutCount(std::span<const TextLogits> answers)
{
    return static_cast<std::size_t>(std::ranges::count(answers, true, &TextLogits::isCut));
}

// -ln p of what the label is, p the sigmoid of the logit or one minus it: ln(1 + e^x) without overflow.
double crossEntropy(double logit, bool holds)
{
    const double against = holds ? -logit : logit;
    return std::max(against, 0.0) + std::log1p(std::exp(-std::abs(against)));
}

// As likely as not, where there are none.
std::vector<double> logitsOrZeros(const LoadedModel &model, const TextLogits &answer)
{
    std::vector<double> logits = answer.logits;
    logits.resize(model.config.labels.size());
    return logits;
}

// Labels of all texts together.
struct LabelCounts {
    std::size_t rightlyHolding = 0;
    std::size_t predicted = 0;
    std::size_t holding = 0;

    std::optional<double> microF1() const
    {
        if (predicted + holding == 0)
            return std::nullopt;
        return 2 * static_cast<double>(rightlyHolding) / static_cast<double>(predicted + holding);
    }
};

}  // namespace

Result<void> checkRegression(const LoadedModel &model)
{
    if (model.config.task != ModelTask::Classification || model.config.outputs != OutputQuantity::Values)
        return badInput(model.name + " is no regression");
    if (model.config.labels.size() != 1)
        return badInput(fmt::format("{} predicts {}; a regression is evaluated with one value and one label per text",
                                    model.name, counted(model.config.labels.size(), "value")));
    return {};
}

Error noValueOf(const LoadedModel &model, const std::string &text)
{
    return badInput(fmt::format("{} has no word for {} to read, and so no value", quotedText(text), model.name));
}

Result<RegressionEvaluation> evaluateRegression(const LoadedModel &model, std::span<const ValuedText> texts,
                                                const Progress &progress, const StopToken &stop)
{
    if (const auto checked = checkRegression(model); !checked)
        return checked.error();
    const auto answers = answersTo(model, texts, progress, stop);
    if (!answers)
        return answers.error();
    return evaluationOf(model, texts, *answers);
}

Result<RegressionEvaluation> evaluationOf(const LoadedModel &model, std::span<const ValuedText> texts,
                                          std::span<const TextLogits> answers)
{
    std::vector<double> predicted;
    std::vector<double> labels;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        if (answers[index].logits.empty())
            return noValueOf(model, texts[index].text);
        predicted.push_back(answers[index].logits.front());
        labels.push_back(texts[index].value);
    }
    return RegressionEvaluation{.examples = texts.size(),
                                .meanSquaredError = meanSquaredError(predicted, labels),
                                .meanAbsoluteError = meanAbsoluteError(predicted, labels),
                                .pearson = pearsonCorrelation(predicted, labels),
                                .spearman = spearmanCorrelation(predicted, labels),
                                .cutExamples = cutCount(answers)};
}

std::vector<Verdict> verdictsOf(std::span<const ValuedText> texts, std::span<const TextLogits> answers)
{
    std::vector<Verdict> verdicts;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        const double value = answers[index].logits.front();
        const double error = value - texts[index].value;
        verdicts.push_back(
            {.loss = error * error, .value = value, .label = texts[index].value, .isCut = answers[index].isCut});
    }
    return verdicts;
}

Result<MultiLabelEvaluation> evaluateMultiLabel(const LoadedModel &model, std::span<const MultiLabelText> texts,
                                                const Progress &progress, const StopToken &stop)
{
    const auto answers = answersTo(model, texts, progress, stop);
    if (!answers)
        return answers.error();
    return evaluationOf(model, texts, *answers);
}

MultiLabelEvaluation evaluationOf(const LoadedModel &model, std::span<const MultiLabelText> texts,
                                  std::span<const TextLogits> answers)
{
    LabelCounts counts;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        const std::vector<double> logits = logitsOrZeros(model, answers[index]);
        for (std::size_t label = 0; label < logits.size(); ++label) {
            const bool holds = texts[index].labels[label];
            const bool isPredicted = logits[label] > 0;
            counts.predicted += isPredicted ? 1 : 0;
            counts.holding += holds ? 1 : 0;
            counts.rightlyHolding += isPredicted && holds ? 1 : 0;
        }
    }
    const Evaluation whole = evaluationOf(verdictsOf(model, texts, answers));
    return {.examples = texts.size(),
            .loss = whole.loss,
            .exactMatch = whole.accuracy,
            .microF1 = counts.microF1(),
            .cutExamples = whole.cutExamples};
}

std::vector<Verdict> verdictsOf(const LoadedModel &model, std::span<const MultiLabelText> texts,
                                std::span<const TextLogits> answers)
{
    std::vector<Verdict> verdicts;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        const std::vector<double> logits = logitsOrZeros(model, answers[index]);
        Verdict verdict{.isCorrect = true, .isCut = answers[index].isCut};
        for (std::size_t label = 0; label < logits.size(); ++label) {
            const bool holds = texts[index].labels[label];
            verdict.loss += crossEntropy(logits[label], holds) / static_cast<double>(logits.size());
            verdict.isCorrect = verdict.isCorrect && (logits[label] > 0) == holds;
        }
        verdicts.push_back(verdict);
    }
    return verdicts;
}

}  // namespace core
