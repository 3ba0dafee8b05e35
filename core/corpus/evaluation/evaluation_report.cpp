#include "core/corpus/evaluation/evaluation_report.h"

#include "core/base/input_file.h"
#include "core/corpus/evaluation/masked_evaluation.h"

#include <utility>

namespace core {
namespace {

Result<void> checkHead(const LoadedModel &model)
{
    switch (model.config.outputs) {
    case OutputQuantity::Values: return checkRegression(model);
    case OutputQuantity::Sigmoids: return {};
    default: return checkClassifies(model);
    }
}

template <typename Found>
Result<AnyEvaluation> any(Result<Found> found)
{
    return found ? Result(AnyEvaluation(*std::move(found))) : found.error();
}

// The one that fits the kind of texts.
struct Evaluate {
    const LoadedModel &model;
    std::span<const TextLogits> answers;

    Result<AnyEvaluation> operator()(const std::vector<LabeledText> &texts) const
    {
        return AnyEvaluation(evaluationOf(verdictsOf(model, texts, answers)));
    }
    Result<AnyEvaluation> operator()(const std::vector<ValuedText> &texts) const
    {
        return any(evaluationOf(model, texts, answers));
    }
    Result<AnyEvaluation> operator()(const std::vector<MultiLabelText> &texts) const
    {
        return AnyEvaluation(evaluationOf(model, texts, answers));
    }
};

Result<EvaluationReport> judgeHead(const EvaluationRequest &request, const BetweenBatches &betweenBatches,
                                   const StopToken &stop)
{
    if (const Result<void> checked = checkHead(*request.model); !checked)
        return checked.error();
    Result<HeadTextsOfFile> read = readHeadTexts(request.model->config, request.data, request.labels);
    if (!read)
        return read.error();
    const std::vector<std::string> plain = plainTexts(read->texts);
    auto answers = corpusLogits(*request.model, plain, counted(betweenBatches, plain.size()), stop, request.outcomes.get());
    if (!answers)
        return answers.error();
    Result<AnyEvaluation> evaluation = anyEvaluationOf(*request.model, read->texts, *answers);
    if (!evaluation)
        return evaluation.error();
    return EvaluationReport{.request = request,
                            .evaluation = *std::move(evaluation),
                            .labelsReadAs = std::move(read->labelsReadAs),
                            .notes = std::move(read->notes),
                            .texts = std::move(read->texts),
                            .answers = *std::move(answers)};
}

Result<EvaluationReport> guessPieces(const EvaluationRequest &request, const BetweenBatches &betweenBatches,
                                     const StopToken &stop)
{
    const LoadedModel &model = *request.model;
    if (const auto checked = checkGuesses(model); !checked)
        return checked.error();
    Result<Texts> read = readTexts(request.data);
    if (!read)
        return read.error();
    const auto parts = maskedParts(model, read->texts);
    if (!parts)
        return inContext(pathText(request.data.path), parts.error());
    const auto evaluation = evaluate(model, *parts, counted(betweenBatches, parts->size()), stop, request.outcomes.get());
    if (!evaluation)
        return evaluation.error();
    return EvaluationReport{.request = request,
                            .evaluation = *evaluation,
                            .notes = std::move(read->notes),
                            .paragraphs = read->texts.size(),
                            .texts = {},
                            .answers = {}};
}

}  // namespace

Result<AnyEvaluation> anyEvaluationOf(const LoadedModel &model, const HeadTexts &texts, std::span<const TextLogits> answers)
{
    return std::visit(Evaluate{model, answers}, texts);
}

Result<EvaluationReport> runEvaluationReport(const EvaluationRequest &request, const BetweenBatches &betweenBatches,
                                             const StopToken &stop)
{
    switch (request.model->config.task) {
    case ModelTask::Classification: return judgeHead(request, betweenBatches, stop);
    case ModelTask::MaskedLanguageModel:
    case ModelTask::CausalLanguageModel: return guessPieces(request, betweenBatches, stop);
    case ModelTask::EncoderOnly: break;
    }
    return badInput(request.model->name + " does not classify and guesses no pieces, so there is no accuracy to measure");
}

}  // namespace core
