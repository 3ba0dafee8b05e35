#include "app/commands/eval.h"

#include "app/commands/command_output.h"
#include "app/commands/eval_against.h"
#include "app/commands/eval_masks.h"
#include "app/commands/evaluation_output.h"
#include "app/commands/file_reading.h"
#include "app/commands/progress_line.h"
#include "app/commands/provenance.h"

#include "core/corpus/evaluation/predictions.h"

#include <fmt/core.h>

#include <ostream>

namespace app {

namespace {

using core::Result;

// Refuses what would say nothing about labels that this model has no use for.
Result<void> checkLabelOptions(const core::LoadedModel &model, const CommandLine &line)
{
    const bool guesses = core::predictsPieces(model.config.task);
    if (guesses && !line.columns.label.empty())
        return core::badInput(
            fmt::format("--label-column names a column of labels, but {} guesses pieces, which need none", model.name));
    const bool choosesReading = line.labels != core::LabelReading::Unambiguous;
    if (guesses && choosesReading)
        return core::badInput(
            fmt::format("--labels says what class labels are, but {} guesses pieces, which need none", model.name));
    const bool isRegression =
        model.config.task == core::ModelTask::Classification && model.config.outputs == core::OutputQuantity::Values;
    if (guesses && !line.predictions.empty())
        return core::badInput(
            fmt::format("--predictions has a probability for each class, but {} guesses pieces", model.name));
    if (choosesReading && isRegression)
        return core::badInput(fmt::format(
            "--labels says what class labels are, but {} is a regression, whose labels are numbers", model.name));
    return {};
}

Result<core::EvaluationReport> evaluationReport(const std::shared_ptr<const core::LoadedModel> &model,
                                                const CommandLine &line, std::ostream &errors)
{
    const bool guesses = core::predictsPieces(model->config.task);
    ProgressLine progress(guesses ? "part" : "sentence", errors);
    return core::runEvaluationReport(
        {.model = model, .data = dataOf(line), .labels = line.labels, .outcomes = line.outcomes}, progress.betweenBatches(),
        {});
}

Result<void> evaluateAndPrint(const std::shared_ptr<const core::LoadedModel> &model, const CommandLine &line,
                              std::ostream &out, std::ostream &errors)
{
    const Result<core::EvaluationReport> report = evaluationReport(model, line, errors);
    if (!report)
        return report.error();
    const nlohmann::ordered_json provenance = provenanceJson(line.model, model->name, nullptr, std::nullopt);
    if (!line.predictions.empty()) {
        const std::string csv = core::predictionsCsv(model->config, report->texts, report->answers);
        if (Result<void> written = writeTable(line.predictions, csv, provenance); !written)
            return written;
    }
    if (line.wantsJson)
        out << answerText(provenance, evaluationJson(*report));
    else
        printEvaluation(*report, out);
    return {};
}

}  // namespace

Result<void> answerEval(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const auto model = core::loadModel(line.model);
    if (!model)
        return model.error();
    if (Result<void> checked = checkLabelOptions(**model, line); !checked)
        return checked;
    if (line.mask.isActive() || !line.sweep.empty())
        return evalMasks(*model, line, out, errors);
    return line.against.empty() ? evaluateAndPrint(*model, line, out, errors) : evalAgainst(*model, line, out, errors);
}

int evalCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<void> done = answerEval(line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
