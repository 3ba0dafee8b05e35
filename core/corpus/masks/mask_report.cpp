#include "core/corpus/masks/mask_report.h"

#include "core/base/pace.h"
#include "core/pipeline/model_outputs.h"

#include <algorithm>

namespace core {
namespace {

Result<LabeledTexts> textsOf(const MaskReportRequest &request)
{
    if (request.model->config.task != ModelTask::Classification)
        return badInput(request.model->name + " does not classify, so masks cannot be compared by its accuracy");
    if (const auto checked = checkClassifies(*request.model); !checked)
        return checked.error();
    Result<LabeledTexts> read = readLabeledTexts(request.data, answerNames(request.model->config), {});
    if (read && request.limit > 0)
        read->texts.resize(std::min(read->texts.size(), request.limit));
    return read;
}

Result<MaskStudy> studyOf(const MaskReportRequest &request)
{
    const StudyOptions options{
        .seed = request.seed, .controlDraws = request.controlDraws, .baseline = baselineOf(request.model->config)};
    return maskStudy(request.mask, request.sweep, *request.model, options);
}

Result<MaskReport> emptyReport(const MaskReportRequest &request)
{
    Result<LabeledTexts> read = textsOf(request);
    if (!read)
        return read.error();
    Result<MaskStudy> study = studyOf(request);
    if (!study)
        return study.error();
    return MaskReport{.request = request,
                      .texts = std::make_shared<const std::vector<LabeledText>>(std::move(read->texts)),
                      .labelsReadAs = std::move(read->labelsReadAs),
                      .notes = std::move(read->notes),
                      .study = *std::move(study),
                      .rows = {}};
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
