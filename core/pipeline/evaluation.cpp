#include "core/pipeline/evaluation.h"

#include "core/base/message_text.h"
#include "core/base/parallel_for.h"
#include "core/pipeline/forward_inputs.h"
#include "core/pipeline/model_outputs.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace core {
namespace {

// What one sentence adds. Kept apart until all are done, so that sums do not depend on which thread was first.
struct Outcome {
    Verdict verdict;
    std::optional<Error> failure;
};

Outcome outcomeOf(const LoadedModel &model, const LabelledText &text, const StopToken &stop)
{
    ForwardOptions options;
    options.kept = KeptTensors::none();
    const TokenizedText tokens = model.tokenizer->tokenize(text.text, model.tokenLimit());
    const Result<ForwardTrace> trace = forward(model, tokenIds(tokens), options, stop);
    if (!trace)
        return {.verdict = {}, .failure = inContext(quotedText(text.text), trace.error())};
    Outcome outcome{.verdict = verdictOf(model, modelOutputs(model, *trace), text.label), .failure = {}};
    outcome.verdict.isCut = tokens.droppedTokens > 0;
    return outcome;
}

Result<Evaluation> summed(std::span<const Outcome> outcomes)
{
    std::vector<Verdict> verdicts;
    for (const Outcome &outcome : outcomes) {
        if (outcome.failure)
            return *outcome.failure;
        verdicts.push_back(outcome.verdict);
    }
    return evaluationOf(verdicts);
}

}  // namespace

Verdict verdictOf(const LoadedModel &model, std::vector<double> probabilities, int label)
{
    constexpr double smallestProbability = 1e-300;  // whose logarithm is still finite
    if (probabilities.empty())
        probabilities.assign(model.config.labels.size(), 1.0 / static_cast<double>(model.config.labels.size()));
    const std::size_t predicted = *followedOutput(model.config, probabilities);
    return {.predicted = predicted,
            .probability = probabilities[predicted],
            .loss = -std::log(std::max(probabilities[label], smallestProbability)),
            .isCorrect = predicted == static_cast<std::size_t>(label)};
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
    if (model.config.outputs == OutputQuantity::Softmax)
        return {};
    const std::string found = areProbabilities(model.config.outputs) ? "its outputs are sigmoids of labels"
                                                                     : "its outputs are the values of a regression";
    return badInput(model.name + ": " + found + ", expected classes that exclude each other (softmax)");
}

Result<Evaluation> evaluate(const LoadedModel &model, std::span<const LabelledText> texts, const Progress &progress,
                            const StopToken &stop)
{
    if (const auto checked = checkClassifies(model); !checked)
        return checked.error();
    std::vector<Outcome> outcomes(texts.size());
    ProgressCounter counter(progress);
    parallelFor(static_cast<int>(texts.size()), worthAllCores, [&](int index) {
        if (stop.stop_requested())
            return;
        outcomes[index] = outcomeOf(model, texts[index], stop);
        counter.addOne();
    });
    if (stop.stop_requested())
        return cancelled();
    return summed(outcomes);
}

}  // namespace core
