#include "core/pipeline/mask_report.h"

#include "core/base/pace.h"

#include <algorithm>

namespace core {
namespace {

using TextsPointer = std::shared_ptr<const std::vector<LabelledText>>;

Result<TextsPointer> textsOf(const MaskReportRequest &request)
{
    if (request.model->config.task != ModelTask::Classification)
        return badInput(request.model->name + " does not classify, so masks cannot be compared by its accuracy");
    Result<std::vector<LabelledText>> texts = readLabelledTexts(request.data, request.model->config.labels);
    if (!texts)
        return texts.error();
    if (request.limit > 0)
        texts->resize(std::min(texts->size(), request.limit));
    return std::make_shared<const std::vector<LabelledText>>(*std::move(texts));
}

Result<MaskStudy> studyOf(const MaskReportRequest &request)
{
    if (request.sweep.empty())
        return maskStudy(request.mask, request.seed);
    const Result<MaskSweep> sweep = maskSweep(request.sweep, request.mask, *request.model);
    return sweep ? Result<MaskStudy>(maskStudy(*sweep, request.seed)) : sweep.error();
}

Result<MaskReport> emptyReport(const MaskReportRequest &request)
{
    Result<TextsPointer> texts = textsOf(request);
    if (!texts)
        return texts.error();
    Result<MaskStudy> study = studyOf(request);
    if (!study)
        return study.error();
    return MaskReport{.request = request, .texts = *std::move(texts), .study = *std::move(study), .rows = {}};
}

}  // namespace

Result<MaskReportPointer> runMaskReport(const MaskReportRequest &request, const RunListener<MaskReportPointer> &listener,
                                        const StopToken &stop)
{
    Result<MaskReport> report = emptyReport(request);
    if (!report)
        return report.error();
    const Stopclock clock;
    const auto take = [&](const MaskTrials &trials) {
        report->done = trials.texts();
        report->seconds = clock.seconds();
        if (trials.texts() > 0)
            report->rows = studyRows(report->study, trials);
    };
    Pace pace;
    const auto progress = [&](const MaskTrials &soFar) {
        if (listener.soFar && pace.isDue()) {
            const Stopclock saying;
            take(soFar);
            listener.soFar(std::make_shared<const MaskReport>(*report));
            pace.said(saying.seconds());
        }
        if (listener.betweenBatches)
            listener.betweenBatches();
    };
    const Result<MaskTrials> trials = runMaskTrials(*request.model, *report->texts, report->study.masks(), progress, stop);
    if (!trials)
        return trials.error();
    if (!stop.stop_requested())  // what is left to work out nobody waits for
        take(*trials);
    report->isComplete = trials->isComplete();
    return std::make_shared<const MaskReport>(*std::move(report));
}

}  // namespace core
