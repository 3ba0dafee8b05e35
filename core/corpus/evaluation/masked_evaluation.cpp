#include "core/corpus/evaluation/masked_evaluation.h"

#include "core/base/message_text.h"
#include "core/corpus/runs/for_each_text.h"

#include <cmath>

namespace core {
namespace {

// What one part adds.
struct MaskedOutcome {
    std::size_t correct = 0;
    double loss = 0;  // summed over the masked pieces
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

Result<MaskedOutcome> outcomeOf(const LoadedModel &model, const MaskedPart &part, const StopToken &stop)
{
    if (part.positions.empty())
        return MaskedOutcome();
    const ForwardOptions options{.kept = KeptTensors::none(), .predictedPositions = part.positions};
    const Result<ForwardTrace> trace = forward(model, part.ids, options, stop);
    if (!trace)
        return inContext(quotedText(part.text), trace.error());
    return outcomeOf(trace->logits, part.answers);
}

}  // namespace

Result<Evaluation> evaluate(const LoadedModel &model, std::span<const MaskedPart> parts, const Progress &progress,
                            const StopToken &stop)
{
    Evaluation evaluation;
    const auto of = [&](std::size_t part) { return outcomeOf(model, parts[part], stop); };
    const auto take = [&](std::size_t part, const MaskedOutcome &outcome) -> Result<void> {
        evaluation.examples += parts[part].positions.size();
        evaluation.accuracy += static_cast<double>(outcome.correct);
        evaluation.loss += outcome.loss;
        return {};
    };
    const Result<std::size_t> done = forEachText(parts.size(), BatchSize::Whole, of, take, progress, stop);
    if (!done)
        return done.error();
    if (*done < parts.size())
        return cancelled();
    evaluation.accuracy /= static_cast<double>(evaluation.examples);
    evaluation.loss /= static_cast<double>(evaluation.examples);
    return evaluation;
}

}  // namespace core
