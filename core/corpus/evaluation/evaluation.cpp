#include "core/corpus/evaluation/evaluation.h"

#include "core/corpus/evaluation/verdict_json.h"
#include "core/model/model_outputs.h"

#include <algorithm>
#include <cmath>

namespace core {

std::vector<double> probabilitiesOf(OutputQuantity outputs, std::size_t answers, const std::vector<double> &logits)
{
    std::vector<double> probabilities = answerProbabilities(outputs, logits);
    if (probabilities.empty())
        probabilities.assign(answers, 1.0 / static_cast<double>(answers));
    return probabilities;
}

Verdict verdictOf(const LoadedModel &model, const std::vector<double> &logits, int label)
{
    constexpr double smallestProbability = 1e-300;  // whose logarithm is still finite
    const std::vector<double> probabilities =
        probabilitiesOf(model.config.outputs, answerNames(model.config).size(), logits);
    const auto predicted = static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
    return {.predicted = predicted,
            .probability = probabilities[predicted],
            .loss = -std::log(std::max(probabilities[label], smallestProbability)),
            .isCorrect = predicted == static_cast<std::size_t>(label)};
}

std::vector<Verdict> verdictsOf(const LoadedModel &model, std::span<const LabeledText> texts,
                                std::span<const TextLogits> answers)
{
    std::vector<Verdict> verdicts;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        verdicts.push_back(verdictOf(model, answers[index].logits, texts[index].label));
        verdicts.back().isCut = answers[index].isCut;
    }
    return verdicts;
}

bool namesAnswer(const LoadedModel &model, const Verdict &verdict)
{
    const bool isPiece = predictsPieces(model.config.task);
    const std::size_t answers =
        isPiece ? static_cast<std::size_t>(model.config.vocabularySize) : answerNames(model.config).size();
    return verdict.predicted < std::max<std::size_t>(answers, 1);
}

Evaluation evaluationOf(std::span<const Verdict> verdicts)
{
    Evaluation evaluation{.examples = verdicts.size()};
    for (const Verdict &verdict : verdicts) {
        evaluation.accuracy += verdict.isCorrect ? 1 : 0;
        evaluation.loss += verdict.loss;
        evaluation.cutExamples += verdict.isCut ? 1 : 0;
    }
    evaluation.accuracy /= static_cast<double>(verdicts.size());
    evaluation.loss /= static_cast<double>(verdicts.size());
    return evaluation;
}

Result<void> checkClassifies(const LoadedModel &model)
{
    if (model.config.task != ModelTask::Classification)
        return badInput(model.name + " does not classify");
    switch (model.config.outputs) {
    case OutputQuantity::Sigmoids:
        return badInput(model.name + " has labels that may hold together, expected one class per text");
    case OutputQuantity::Values: return badInput(model.name + " is a regression, expected one class per text");
    default: return {};
    }
}

Result<Evaluation> evaluate(const LoadedModel &model, std::span<const LabeledText> texts, const Progress &progress,
                            const StopToken &stop)
{
    if (const auto checked = checkClassifies(model); !checked)
        return checked.error();
    std::vector<std::string> plain(texts.size());
    std::ranges::transform(texts, plain.begin(), &LabeledText::text);
    const auto answers = corpusLogits(model, plain, progress, stop);
    if (!answers)
        return answers.error();
    return evaluationOf(verdictsOf(model, texts, *answers));
}

}  // namespace core
