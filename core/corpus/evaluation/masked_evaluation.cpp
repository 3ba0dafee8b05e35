#include "core/corpus/evaluation/masked_evaluation.h"

#include "core/base/message_text.h"
#include "core/corpus/evaluation/verdict_json.h"
#include "core/corpus/runs/for_each_text.h"

#include <cmath>

namespace core {
namespace {

Verdict verdictOf(const Eigen::RowVectorXd &logits, TokenId answer)
{
    Eigen::Index likeliest = 0;
    const double largest = logits.maxCoeff(&likeliest);
    const double normalizer = largest + std::log((logits.array() - largest).exp().sum());  // ln of the sum of exponentials
    return {.predicted = static_cast<std::size_t>(likeliest),
            .probability = std::exp(largest - normalizer),
            .loss = normalizer - logits[answer.value],
            .label = static_cast<double>(answer.value),
            .isCorrect = likeliest == answer.value};
}

}  // namespace

Result<std::vector<Verdict>> guesses(const LoadedModel &model, const MaskedPart &part, const AttentionMask &mask,
                                     const StopToken &stop)
{
    std::vector<Verdict> verdicts;
    if (part.positions.empty())
        return verdicts;
    const ForwardOptions options{.kept = KeptTensors::none(), .predictedPositions = part.positions, .mask = mask};
    const Result<ForwardTrace> trace = forward(model, part.ids, options, stop);
    if (!trace)
        return inContext(quotedText(part.text), trace.error());
    for (std::size_t index = 0; index < part.answers.size(); ++index)
        verdicts.push_back(
            verdictOf(trace->logits.row(static_cast<Eigen::Index>(index)).cast<double>(), part.answers[index]));
    return verdicts;
}

Result<Evaluation> evaluate(const LoadedModel &model, std::span<const MaskedPart> parts, const Progress &progress,
                            const StopToken &stop, TextOutcomes *outcomes)
{
    Evaluation evaluation;
    const auto of = [&](std::size_t part) { return guesses(model, parts[part], {}, stop); };
    const auto take = [&](std::size_t, const std::vector<Verdict> &verdicts) -> Result<void> {
        evaluation.examples += verdicts.size();
        for (const Verdict &verdict : verdicts) {
            evaluation.accuracy += verdict.isCorrect ? 1 : 0;
            evaluation.loss += verdict.loss;
        }
        return {};
    };
    const Result<std::size_t> done = forEachText(parts.size(), BatchSize::Whole, of, take, progress, stop, outcomes);
    if (!done)
        return done.error();
    if (*done < parts.size())
        return cancelled();
    evaluation.accuracy /= static_cast<double>(evaluation.examples);
    evaluation.loss /= static_cast<double>(evaluation.examples);
    return evaluation;
}

}  // namespace core
