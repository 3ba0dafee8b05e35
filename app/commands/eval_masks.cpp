#include "app/commands/eval_masks.h"

#include "app/commands/command_json.h"
#include "app/commands/command_output.h"
#include "app/commands/eval_texts.h"
#include "app/commands/mask_files.h"
#include "app/commands/mask_study_json.h"
#include "app/commands/mask_study_print.h"
#include "app/commands/progress_line.h"
#include "app/commands/provenance.h"
#include "core/base/message_text.h"
#include "core/corpus/masks/mask_study_table.h"
#include "core/corpus/runs/head_means.h"
#include "core/pipeline/model_outputs.h"

#include <ostream>

namespace app {

namespace {

using core::Result;
using core::StudyQuantity;
using nlohmann::ordered_json;

using ModelPointer = std::shared_ptr<const core::LoadedModel>;

// Means that ablated heads are to give are those over the same texts.
template <typename Text>
Result<void> runStudy(const CommandLine &line, std::span<const Text> texts, StudyQuantity quantity, MaskStudyReport &report,
                      std::ostream &errors)
{
    const core::LoadedModel &model = *report.model;
    const auto mask = core::withHeadMeans(model, line.mask, core::plainTexts(texts), {});
    if (!mask)
        return mask.error();
    auto study = core::maskStudy(*mask, line.sweep, model,
                                 {.seed = line.seed.value_or(core::StudyOptions().seed),
                                  .controlDraws = line.controlDraws.value_or(core::usualControlDraws),
                                  .baseline = core::baselineOf(model.config),
                                  .quantity = quantity});
    if (!study)
        return study.error();
    report.study = *std::move(study);
    ProgressLine progressLine(texts.size(), "sentences", errors);
    const core::Progress progress = progressLine.progress();
    const auto show = [&progress](const core::MaskTrials &soFar) {
        if (progress)
            progress(soFar.texts());
    };
    const auto trials = core::runMaskTrials(model, texts, report.study.masks(), show, {});
    if (!trials)
        return trials.error();
    report.rows = core::studyRows(report.study, *trials);
    return {};
}

Result<void> studyAnswers(const CommandLine &line, MaskStudyReport &report, std::ostream &errors)
{
    const core::LoadedModel &model = *report.model;
    if (model.config.task != core::ModelTask::Classification)
        return core::badInput(model.name + " does not classify, so masks cannot be compared by its accuracy");
    if (const auto checked = core::checkClassifies(model); !checked)
        return checked.error();
    auto read =
        core::readLabeledTexts(line.data, core::answerNames(model.config), {.columns = line.columns, .labels = line.labels});
    if (!read)
        return read.error();
    keepFirst(line.limit, read->texts);
    report.texts = std::move(read->texts);
    report.labelsReadAs = std::move(read->labelsReadAs);
    report.notes = std::move(read->notes);
    return runStudy<core::LabeledText>(line, report.texts, StudyQuantity::Answers, report, errors);
}

Result<void> studySquaredErrors(const CommandLine &line, MaskStudyReport &report, std::ostream &errors)
{
    if (const auto checked = core::checkRegression(*report.model); !checked)
        return checked.error();
    auto read = valuedTexts(line);
    if (!read)
        return read.error();
    report.notes = std::move(read->notes);
    return runStudy<core::ValuedText>(line, read->texts, StudyQuantity::SquaredErrors, report, errors);
}

Result<MaskStudyReport> reportFor(const ModelPointer &model, const CommandLine &line, std::ostream &errors)
{
    MaskStudyReport report{.model = model, .texts = {}, .labelsReadAs = {}, .notes = {}, .study = {}, .rows = {}};
    const bool isRegression =
        model->config.task == core::ModelTask::Classification && model->config.outputs == core::OutputQuantity::Values;
    const Result<void> done = isRegression ? studySquaredErrors(line, report, errors) : studyAnswers(line, report, errors);
    if (!done)
        return done.error();
    return report;
}

Result<void> evaluateAndPrint(const ModelPointer &model, const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<MaskStudyReport> report = reportFor(model, line, errors);
    if (!report)
        return report.error();
    const ordered_json provenance = provenanceJson(line.model, model->name, &line.mask, report->study.options.seed);
    if (!line.csv.empty()) {
        if (Result<void> written = writeTable(line.csv, core::studyCsv(report->study, report->rows), provenance); !written)
            return written;
    }
    if (line.wantsJson) {
        out << jsonText(withProvenance(provenance, studyJson(line, *report)));
        return {};
    }
    printStudy(*report, out);
    printMaskFiles(line.mask, std::nullopt, out);
    if (line.sweep.empty())
        printChanged(*report, out);
    return {};
}

}  // namespace

int evalMasks(const std::shared_ptr<const core::LoadedModel> &model, const CommandLine &line, std::ostream &out,
              std::ostream &errors)
{
    const Result<void> done = evaluateAndPrint(model, line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
