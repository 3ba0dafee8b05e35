#include "core/corpus/evaluation/masked_evaluation.h"

#include "core/base/message_text.h"
#include "core/base/parallel_for.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace core {
namespace {

// What one part adds. Kept apart until all are done, so that sums do not depend on which thread was first.
struct MaskedOutcome {
    std::size_t correct = 0;
    double loss = 0;  // summed over the masked pieces
    std::optional<Error> failure;
};

// -ln of the softmax of the logits at the answer.
double crossEntropy(const Eigen::RowVectorXd &logits, TokenId answer)
{
    const double largest = logits.maxCoeff();
    return largest + std::log((logits.array() - largest).exp().sum()) - logits[answer.value];
}

// One row of logits for each answer.
MaskedOutcome outcomeOf(const Matrix &logits, std::span<const TokenId> answers)
{
    MaskedOutcome outcome;
    for (std::size_t index = 0; index < answers.size(); ++index) {
        const auto row = logits.row(static_cast<Eigen::Index>(index));
        Eigen::Index likeliest = 0;
        row.maxCoeff(&likeliest);
        outcome.correct += likeliest == answers[index].value ? 1 : 0;
        outcome.loss += crossEntropy(row.cast<double>(), answers[index]);
    }
    return outcome;
}

MaskedOutcome outcomeOf(const LoadedModel &model, const MaskedPart &part, const StopToken &stop)
{
    if (part.positions.empty())
        return {};
    const ForwardOptions options{.kept = KeptTensors::none(), .predictedPositions = part.positions};
    const Result<ForwardTrace> trace = forward(model, part.ids, options, stop);
    if (!trace)
        return {.correct = 0, .loss = 0, .failure = inContext(quotedText(part.text), trace.error())};
    return outcomeOf(trace->logits, part.answers);
}

Result<Evaluation> summed(std::span<const MaskedPart> parts, std::span<const MaskedOutcome> outcomes)
{
    Evaluation evaluation;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        if (outcomes[index].failure)
            return *outcomes[index].failure;
        evaluation.examples += parts[index].positions.size();
        evaluation.accuracy += static_cast<double>(outcomes[index].correct);
        evaluation.loss += outcomes[index].loss;
    }
    evaluation.accuracy /= static_cast<double>(evaluation.examples);
    evaluation.loss /= static_cast<double>(evaluation.examples);
    return evaluation;
}

}  // namespace

Result<Evaluation> evaluate(const LoadedModel &model, std::span<const MaskedPart> parts, const Progress &progress,
                            const StopToken &stop)
{
    std::vector<MaskedOutcome> outcomes(parts.size());
    ProgressCounter counter(progress);
    parallelFor(static_cast<int>(parts.size()), worthAllCores, [&](int index) {
        if (stop.stop_requested())
            return;
        outcomes[index] = outcomeOf(model, parts[index], stop);
        counter.addOne();
    });
    if (stop.stop_requested())
        return cancelled();
    return summed(parts, outcomes);
}

}  // namespace core
