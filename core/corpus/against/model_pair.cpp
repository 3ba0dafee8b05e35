#include "core/corpus/against/model_pair.h"

#include "core/base/input_file.h"
#include "core/corpus/against/label_order.h"
#include "core/corpus/masks/mask_trials.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace core {
namespace {

// Tells of a second run over as many texts as going on behind the first.
Progress behind(std::size_t texts, const Progress &progress)
{
    if (!progress)
        return {};
    return [texts, progress](std::size_t done) { progress(texts + done); };
}

PairedExamples kindOf(const HeadTexts &texts)
{
    if (std::holds_alternative<std::vector<ValuedText>>(texts))
        return PairedExamples::Values;
    return std::holds_alternative<std::vector<LabeledText>>(texts) ? PairedExamples::Answers : PairedExamples::Labels;
}

// Of answers in the order of the model's outputs.
struct VerdictsOf {
    const LoadedModel &model;
    std::span<const TextLogits> answers;

    std::vector<Verdict> operator()(const std::vector<LabeledText> &texts) const
    {
        return verdictsOf(model, texts, answers);
    }
    std::vector<Verdict> operator()(const std::vector<ValuedText> &texts) const { return verdictsOf(texts, answers); }
    std::vector<Verdict> operator()(const std::vector<MultiLabelText> &texts) const
    {
        return verdictsOf(model, texts, answers);
    }
};

// Whether a pass ended since it was that of a shard.
bool isKept(const Error &error, const TextOutcomes *outcomes)
{
    return error.kind == ErrorKind::Cancelled && outcomes && outcomes->shard();
}

// The second pass of a shard, which ends as the first did.
Error keepSecond(const ModelPairRequest &request, const Progress &progress, const StopToken &stop)
{
    const Result<HeadTextsOfFile> read =
        readHeadTexts(request.first.model->config, request.first.data, request.first.labels);
    if (!read)
        return read.error();
    const std::vector<std::string> texts = plainTexts(read->texts);
    const auto kept =
        corpusLogits(*request.second, texts, behind(texts.size(), progress), stop, request.first.outcomes.get());
    return kept ? cancelled() : kept.error();
}

Result<ModelPairReport> compareHeads(const ModelPairRequest &request, const BetweenBatches &betweenBatches,
                                     const StopToken &stop)
{
    const LoadedModel &model = *request.first.model;
    const auto outputs = sameOutputs(model, *request.second);
    if (!outputs)
        return outputs.error();
    Progress progress;
    const BetweenBatches ofFirst = [&](const RunProgress &done) {
        if (!progress)
            progress = counted(betweenBatches, 2 * done.all);
        if (progress)
            progress(done.done);
    };
    TextOutcomes *outcomes = request.first.outcomes.get();
    Result<EvaluationReport> first = runEvaluationReport(request.first, ofFirst, stop);
    if (!first)
        return isKept(first.error(), outcomes) ? keepSecond(request, progress, stop) : first.error();
    const std::vector<std::string> texts = plainTexts(first->texts);
    auto answers = corpusLogits(*request.second, texts, behind(texts.size(), progress), stop, outcomes);
    if (!answers)
        return answers.error();
    orderLike(*outputs, *answers);
    const Result<AnyEvaluation> second = anyEvaluationOf(model, first->texts, *answers);
    if (!second)
        return second.error();
    ModelPairReport report{.first = *std::move(first),
                           .secondModel = request.second,
                           .second = *second,
                           .comparison = {},
                           .seed = request.seed};
    report.examples = kindOf(report.first.texts);
    report.comparison = compareVerdicts(std::visit(VerdictsOf{model, report.first.answers}, report.first.texts),
                                        std::visit(VerdictsOf{model, *answers}, report.first.texts), request.seed);
    if (report.examples == PairedExamples::Values)
        report.comparison.mcnemarP.reset();
    return report;
}

Result<void> checkVocabularies(const LoadedModel &first, const LoadedModel &second)
{
    bool isSame = first.config.vocabularySize == second.config.vocabularySize;
    for (int id = 0; isSame && id < first.config.vocabularySize; ++id)
        isSame = first.tokenizer->piece({id}) == second.tokenizer->piece({id});
    if (!isSame)
        return badInput(
            fmt::format("{} and {} have different vocabularies, so that their losses per piece cannot be compared",
                        first.name, second.name));
    return {};
}

// The same parts for both models, no longer than either reads.
Result<std::vector<std::vector<MaskedPart>>> commonParagraphs(const LoadedModel &first, const LoadedModel &second,
                                                              std::span<const std::string> texts)
{
    const std::size_t limit = std::min(first.tokenLimit(), second.tokenLimit());
    const auto ofFirst = maskedParts(first, texts, limit);
    if (!ofFirst)
        return ofFirst.error();
    const auto ofSecond = maskedParts(second, texts, limit);
    if (!ofSecond)
        return ofSecond.error();
    if (*ofFirst != *ofSecond)
        return badInput(fmt::format("{} and {} cut the text into different pieces, so that their losses per piece cannot be "
                                    "compared",
                                    first.name, second.name));
    std::vector<std::vector<MaskedPart>> paragraphs = guessedParagraphs(*ofFirst);
    if (const Result<void> checked = checkParagraphs(paragraphs); !checked)
        return checked.error();
    return paragraphs;
}

Result<MaskTrials> guessesOf(const LoadedModel &model, std::span<const std::vector<MaskedPart>> paragraphs,
                             const Progress &progress, const StopToken &stop, TextOutcomes *outcomes)
{
    const auto tell = [&progress](const MaskTrials &soFar) {
        if (progress)
            progress(soFar.texts());
    };
    Result<MaskTrials> trials = runMaskTrials(model, paragraphs, std::vector<AttentionMask>(1), tell, stop, outcomes);
    return trials && !trials->isComplete() ? Result<MaskTrials>(cancelled()) : trials;
}

Result<ModelPairReport> compareGuesses(const ModelPairRequest &request, const BetweenBatches &betweenBatches,
                                       const StopToken &stop)
{
    const LoadedModel &first = *request.first.model;
    const LoadedModel &second = *request.second;
    if (const Result<void> checked = checkVocabularies(first, second); !checked)
        return checked.error();
    Result<Texts> read = readTexts(request.first.data);
    if (!read)
        return read.error();
    const auto paragraphs = commonParagraphs(first, second, read->texts);
    if (!paragraphs)
        return inContext(pathText(request.first.data.path), paragraphs.error());
    const Progress progress = counted(betweenBatches, 2 * paragraphs->size());
    TextOutcomes *outcomes = request.first.outcomes.get();
    const Result<MaskTrials> ofFirst = guessesOf(first, *paragraphs, progress, stop, outcomes);
    if (!ofFirst && !isKept(ofFirst.error(), outcomes))
        return ofFirst.error();
    const Result<MaskTrials> ofSecond = guessesOf(second, *paragraphs, behind(paragraphs->size(), progress), stop, outcomes);
    if (!ofSecond)
        return ofSecond.error();
    return ModelPairReport{
        .first = {.request = request.first,
                  .evaluation = evaluationOf(ofFirst->verdicts.front()),
                  .notes = std::move(read->notes),
                  .paragraphs = read->texts.size(),
                  .texts = {},
                  .answers = {}},
        .secondModel = request.second,
        .second = evaluationOf(ofSecond->verdicts.front()),
        .examples = PairedExamples::Pieces,
        .comparison = compareVerdicts(ofFirst->verdicts.front(), ofSecond->verdicts.front(), request.seed, ofFirst->groups),
        .seed = request.seed};
}

}  // namespace

Result<ModelPairReport> runModelPairReport(const ModelPairRequest &request, const BetweenBatches &betweenBatches,
                                           const StopToken &stop)
{
    const LoadedModel &first = *request.first.model;
    const LoadedModel &second = *request.second;
    if (first.config.task != second.config.task)
        return badInput(fmt::format("{} and {} are models of different tasks, so that they cannot be compared on one file",
                                    first.name, second.name));
    return predictsPieces(first.config.task) ? compareGuesses(request, betweenBatches, stop)
                                             : compareHeads(request, betweenBatches, stop);
}

}  // namespace core
