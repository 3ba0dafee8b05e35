#include "app/commands/eval_masks.h"

#include "app/commands/file_reading.h"
#include "app/commands/mask_files.h"
#include "app/commands/mask_study_json.h"
#include "app/commands/mask_study_print.h"
#include "app/commands/progress_line.h"
#include "app/commands/provenance.h"
#include "core/corpus/evaluation/predictions.h"
#include "core/corpus/masks/mask_study_table.h"

#include <ostream>

namespace app {

namespace {

using core::Result;
using nlohmann::ordered_json;

core::MaskReportRequest studyRequest(const std::shared_ptr<const core::LoadedModel> &model, const CommandLine &line)
{
    return {.model = model,
            .data = dataOf(line),
            .labels = line.labels,
            .mask = line.mask,
            .sweep = line.sweep,
            .seed = line.seed.value_or(core::StudyOptions().seed),
            .controlDraws = line.controlDraws.value_or(core::usualControlDraws),
            .outcomes = line.outcomes};
}

Result<core::MaskReportPointer> studyReport(const core::MaskReportRequest &request, std::ostream &errors)
{
    const bool guesses = core::predictsPieces(request.model->config.task);
    ProgressLine progress(guesses ? "paragraph" : "sentence", errors);
    return core::runMaskReport(request, {.soFar = {}, .betweenBatches = progress.betweenBatches()}, {});
}

// Those under the mask.
Result<void> writePredictions(const core::MaskReport &report, const CommandLine &line,
                              const nlohmann::ordered_json &provenance)
{
    const core::LoadedModel &model = *report.request.model;
    const core::AttentionMask &mask = report.study.trials[1].mask;  // with the means that it needs
    const auto answers = core::corpusLogits(model, mask, core::plainTexts(*report.texts), {}, {});
    if (!answers)
        return answers.error();
    return writeTable(line.predictions, core::predictionsCsv(model.config, *report.texts, *answers), provenance);
}

}  // namespace

Result<void> evalMasks(const std::shared_ptr<const core::LoadedModel> &model, const CommandLine &line, std::ostream &out,
                       std::ostream &errors)
{
    const Result<core::MaskReportPointer> made = studyReport(studyRequest(model, line), errors);
    if (!made)
        return made.error();
    const core::MaskReport &report = **made;
    const ordered_json provenance = provenanceJson(line.model, model->name, &line.mask, report.request.seed);
    if (!line.csv.empty()) {
        if (Result<void> written = writeTable(line.csv, core::studyCsv(report.study, report.rows), provenance); !written)
            return written;
    }
    if (!line.predictions.empty()) {
        if (Result<void> written = writePredictions(report, line, provenance); !written)
            return written;
    }
    if (line.wantsJson) {
        out << answerText(provenance, studyJson(report));
        return {};
    }
    printStudy(report, out);
    printMaskFiles(line.mask, std::nullopt, out);
    if (line.sweep.empty())
        printChanged(report, out);
    return {};
}

}  // namespace app
