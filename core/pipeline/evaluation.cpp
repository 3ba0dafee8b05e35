#include "core/pipeline/evaluation.h"

#include "core/base/message_text.h"
#include "core/base/parallel_for.h"
#include "core/pipeline/class_probabilities.h"
#include "core/pipeline/forward_inputs.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace core {
namespace {

// A sentence without a word tells a LAMA nothing: every class is then as likely as the others.
std::vector<double> probabilitiesOrUniform(const LoadedModel &model, const ForwardTrace &trace)
{
    std::vector<double> probabilities = classProbabilities(model, trace);
    if (probabilities.empty())
        probabilities.assign(model.config.labels.size(), 1.0 / static_cast<double>(model.config.labels.size()));
    return probabilities;
}

// What one sentence adds. Kept apart until all are done, so that sums do not depend on which thread was first.
struct Outcome {
    bool isCorrect = false;
    double loss = 0;
    bool isCut = false;  // the text was longer than the model's limit
    std::optional<Error> failure;
};

Outcome outcomeOf(const std::vector<double> &probabilities, int label)
{
    constexpr double smallestProbability = 1e-300;  // whose logarithm is still finite
    return {.isCorrect = *predictedClass(probabilities) == static_cast<std::size_t>(label),
            .loss = -std::log(std::max(probabilities[label], smallestProbability)),
            .isCut = false,
            .failure = {}};
}

Outcome outcomeOf(const LoadedModel &model, const LabelledText &text, const StopToken &stop)
{
    ForwardOptions options;
    options.kept = KeptTensors::none();
    const TokenizedText tokens = model.tokenizer->tokenize(text.text, model.tokenLimit());
    const Result<ForwardTrace> trace = forward(model, tokenIds(tokens), options, stop);
    if (!trace)
        return {.isCorrect = false, .loss = 0, .isCut = false, .failure = inContext(quotedText(text.text), trace.error())};
    Outcome outcome = outcomeOf(probabilitiesOrUniform(model, *trace), text.label);
    outcome.isCut = tokens.droppedTokens > 0;
    return outcome;
}

Result<Evaluation> summed(std::span<const Outcome> outcomes)
{
    Evaluation evaluation{.examples = outcomes.size()};
    for (const Outcome &outcome : outcomes) {
        if (outcome.failure)
            return *outcome.failure;
        evaluation.accuracy += outcome.isCorrect ? 1 : 0;
        evaluation.loss += outcome.loss;
        evaluation.cutExamples += outcome.isCut ? 1 : 0;
    }
    evaluation.accuracy /= static_cast<double>(outcomes.size());
    evaluation.loss /= static_cast<double>(outcomes.size());
    return evaluation;
}

} // namespace

Result<Evaluation> evaluate(const LoadedModel &model, std::span<const LabelledText> texts, const Progress &progress, const StopToken &stop)
{
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

} // namespace core
