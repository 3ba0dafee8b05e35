#include "app/commands/eval_against.h"

#include "app/commands/command_json.h"
#include "app/commands/evaluation_output.h"
#include "app/commands/file_reading.h"
#include "app/commands/progress_line.h"
#include "app/commands/provenance.h"
#include "core/base/message_text.h"
#include "core/corpus/against/model_pair.h"
#include "core/figure/masks/mask_study_lines.h"

#include <fmt/core.h>

#include <ostream>

namespace app {

namespace {

using core::PairedExamples;
using core::Result;
using nlohmann::ordered_json;

// What the paired figures are called, in JSON and where they are printed.
struct PairedNames {
    const char *accuracy = nullptr;  // none of a regression
    const char *loss;
    const char *test = nullptr;
    const char *printedAccuracy = nullptr;
    const char *printedLoss;
    const char *printedTest = nullptr;
};

PairedNames namesOf(PairedExamples examples)
{
    constexpr const char *mcnemar = "exact McNemar test, two-sided";
    switch (examples) {
    case PairedExamples::Values: return {.loss = "squared_error_difference", .printedLoss = "squared error"};
    case PairedExamples::Labels:
        return {"exact_match_difference", "loss_difference", "mcnemar_p", "exact match", "binary cross-entropy", mcnemar};
    case PairedExamples::Pieces:
        return {"accuracy_difference",
                "loss_difference",
                "sign_test_p",
                "accuracy",
                "loss",
                "exact sign test of the paragraphs, two-sided"};
    case PairedExamples::Answers: break;
    }
    return {"accuracy_difference", "loss_difference", "mcnemar_p", "accuracy", "loss", mcnemar};
}

ordered_json intervalOf(const core::ConfidenceInterval &interval)
{
    return {{"mean", interval.mean}, {"low", interval.low}, {"high", interval.high}};
}

// The second model: who it is, its figures, and how far they are from the first one's.
ordered_json againstJson(const core::ModelPairReport &report, const CommandLine &line)
{
    const ordered_json origin = provenanceJson(line.against, report.secondModel->name, nullptr, std::nullopt);
    ordered_json json{{"model", origin["model"]}, {"model_sha256", origin["model_sha256"]}};
    json.update(figuresJson(report.second));
    json["token_limit"] = report.secondModel->tokenLimit();
    const PairedNames names = namesOf(report.examples);
    if (names.accuracy)
        json[names.accuracy] = intervalOf(report.comparison.accuracy);
    json[names.loss] = intervalOf(report.comparison.loss);
    if (report.examples == PairedExamples::Answers || report.examples == PairedExamples::Pieces)
        json["changed"] = report.comparison.changed.size();
    if (names.test)
        json[names.test] = numberOrNull(report.comparison.mcnemarP);
    return json;
}

void printDifference(const char *name, const core::ConfidenceInterval &interval, std::ostream &out)
{
    out << fmt::format("Δ {}: {}\n", name, core::intervalText(interval, 4));
}

void printPair(const core::ModelPairReport &report, std::ostream &out)
{
    const std::string first = core::nameText(report.first.request.model->name);
    const std::string second = core::nameText(report.secondModel->name);
    out << first << '\n';
    printEvaluation(report.first, out);
    core::EvaluationReport other{.request = report.first.request,
                                 .evaluation = report.second,
                                 .notes = {},
                                 .paragraphs = report.first.paragraphs,
                                 .texts = {},
                                 .answers = {}};
    other.request.model = report.secondModel;
    out << '\n' << second << '\n';
    printEvaluation(other, out);
    const PairedNames names = namesOf(report.examples);
    out << fmt::format("\n{} − {}, [low, high]: 95 % bootstrap interval{}, seed {}\n", second, first,
                       report.examples == PairedExamples::Pieces ? " over paragraphs" : "", report.seed);
    if (names.printedAccuracy)
        printDifference(names.printedAccuracy, report.comparison.accuracy, out);
    printDifference(names.printedLoss, report.comparison.loss, out);
    if (names.printedTest)
        out << fmt::format("p: {} ({})\n", core::pText(report.comparison.mcnemarP, 4), names.printedTest);
}

}  // namespace

Result<void> evalAgainst(const std::shared_ptr<const core::LoadedModel> &model, const CommandLine &line, std::ostream &out,
                         std::ostream &errors)
{
    const auto second = core::loadModel(line.against);
    if (!second)
        return second.error();
    const bool guesses = core::predictsPieces(model->config.task);
    ProgressLine progress(guesses ? "paragraph" : "sentence", errors);
    const core::ModelPairRequest request{
        .first = {.model = model, .data = dataOf(line), .labels = line.labels, .outcomes = line.outcomes},
        .second = *second,
        .seed = line.seed.value_or(core::ModelPairRequest().seed)};
    const Result<core::ModelPairReport> report = core::runModelPairReport(request, progress.betweenBatches(), {});
    if (!report)
        return report.error();
    if (!line.wantsJson) {
        printPair(*report, out);
        return {};
    }
    ordered_json json = evaluationJson(report->first);
    json["against"] = againstJson(*report, line);
    out << answerText(provenanceJson(line.model, model->name, nullptr, report->seed), json);
    return {};
}

}  // namespace app
