#include "core/corpus/masks/mask_report.h"

#include "core/base/input_file.h"
#include "core/corpus/runs/head_means.h"

#include <utility>

namespace core {
namespace {

Result<MaskStudy> studyOf(const MaskReportRequest &request, StudyQuantity quantity, std::span<const std::string> texts,
                          const StopToken &stop)
{
    const Result<AttentionMask> mask = withHeadMeans(*request.model, request.mask, texts, stop);
    if (!mask)
        return mask.error();
    const StudyOptions options{.seed = request.seed,
                               .controlDraws = request.controlDraws,
                               .baseline = baselineOf(request.model->config),
                               .quantity = quantity};
    return maskStudy(*mask, request.sweep, *request.model, options);
}

// Reports without a row.

Result<MaskReport> reportOfPieces(const MaskReportRequest &request, const StopToken &stop)
{
    Result<Texts> read = readTexts(request.data);
    if (!read)
        return read.error();
    const auto parts = maskedParts(*request.model, read->texts);
    if (!parts)
        return inContext(pathText(request.data.path), parts.error());
    std::vector<std::vector<MaskedPart>> paragraphs = guessedParagraphs(*parts);
    if (const Result<void> checked = checkParagraphs(paragraphs); !checked)
        return inContext(pathText(request.data.path), checked.error());
    Result<MaskStudy> study = studyOf(request, StudyQuantity::HiddenPieces, read->texts, stop);
    if (!study)
        return study.error();
    const std::size_t count = paragraphs.size();
    return MaskReport{.request = request,
                      .texts = {},
                      .guessed = std::make_shared<const std::vector<std::vector<MaskedPart>>>(std::move(paragraphs)),
                      .paragraphs = read->texts.size(),
                      .notes = std::move(read->notes),
                      .study = *std::move(study),
                      .rows = {},
                      .progress = {.all = count}};
}

Result<MaskReport> emptyReport(const MaskReportRequest &request, const StopToken &stop)
{
    const Result<StudyQuantity> quantity = studyQuantityOf(*request.model);
    if (!quantity)
        return quantity.error();
    if (*quantity == StudyQuantity::HiddenPieces)
        return reportOfPieces(request, stop);
    Result<HeadTextsOfFile> read = readHeadTexts(request.model->config, request.data, request.labels);
    if (!read)
        return read.error();
    Result<MaskStudy> study = studyOf(request, *quantity, plainTexts(read->texts), stop);
    if (!study)
        return study.error();
    const std::size_t count = std::visit([](const auto &texts) { return texts.size(); }, read->texts);
    return MaskReport{.request = request,
                      .texts = std::make_shared<const HeadTexts>(std::move(read->texts)),
                      .labelsReadAs = std::move(read->labelsReadAs),
                      .notes = std::move(read->notes),
                      .study = *std::move(study),
                      .rows = {},
                      .progress = {.all = count}};
}

// The texts are those of a model that studyQuantityOf() does not refuse.
Result<MaskTrials> trialsOf(const MaskReport &report, const TrialProgress &progress, const StopToken &stop)
{
    const LoadedModel &model = *report.request.model;
    const std::vector<AttentionMask> masks = report.study.masks();
    TextOutcomes *outcomes = report.request.outcomes.get();
    if (report.guessed)
        return runMaskTrials(model, std::span(*report.guessed), masks, progress, stop, outcomes);
    if (const auto *valued = std::get_if<std::vector<ValuedText>>(report.texts.get()))
        return runMaskTrials(model, std::span(*valued), masks, progress, stop, outcomes);
    return runMaskTrials(model, std::span(std::get<std::vector<LabeledText>>(*report.texts)), masks, progress, stop,
                         outcomes);
}

}  // namespace

Result<MaskReportPointer> runMaskReport(const MaskReportRequest &request, const RunListener<MaskReportPointer> &listener,
                                        const StopToken &stop)
{
    Result<MaskReport> report = emptyReport(request, stop);
    if (!report)
        return report.error();
    const Stopclock clock;
    const auto take = [&](const MaskTrials &trials) {
        report->progress = {.done = trials.texts(), .all = trials.allTexts, .seconds = clock.seconds()};
        if (trials.texts() > 0)
            report->rows = studyRows(report->study, trials);
    };
    PacedListener paced(listener);
    const auto progress = [&](const MaskTrials &soFar) {
        paced.tell({.done = soFar.texts(), .all = soFar.allTexts, .seconds = clock.seconds()}, [&] {
            take(soFar);
            return std::make_shared<const MaskReport>(*report);
        });
    };
    const Result<MaskTrials> trials = trialsOf(*report, progress, stop);
    if (!trials)
        return trials.error();
    if (!stop.stop_requested())  // what is left to work out nobody waits for
        take(*trials);
    return std::make_shared<const MaskReport>(*std::move(report));
}

}  // namespace core
