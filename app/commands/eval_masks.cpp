#include "app/commands/eval_masks.h"

#include "app/commands/command_output.h"
#include "app/commands/mask_files.h"
#include "app/commands/progress_line.h"
#include "core/base/message_text.h"
#include "core/corpus/cut_note.h"
#include "core/figure/figure_text.h"
#include "core/figure/mask_study_lines.h"
#include "core/model/mask_text.h"
#include "core/pipeline/head_means.h"
#include "core/pipeline/mask_study_table.h"
#include "core/pipeline/model_outputs.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace app {

namespace {

using core::Result;
using core::StudyRow;
using core::TrialRole;
using nlohmann::ordered_json;

using ModelPointer = std::shared_ptr<const core::LoadedModel>;

struct Report {
    ModelPointer model;
    std::vector<core::LabelledText> texts;
    std::string labelsReadAs;
    std::vector<std::string> notes;  // on how the file was read
    core::MaskStudy study;
    std::vector<StudyRow> rows;
};

std::vector<std::string> plainTexts(std::span<const core::LabelledText> texts)
{
    std::vector<std::string> plain(texts.size());
    std::ranges::transform(texts, plain.begin(), &core::LabelledText::text);
    return plain;
}

// Means that ablated heads are to give are those over the same sentences.
Result<core::AttentionMask> maskWithMeans(const CommandLine &line, const Report &report)
{
    core::AttentionMask mask = line.mask;
    if (!mask.ablation.usesMeans)
        return mask;
    auto means = core::headMeans(*report.model, plainTexts(report.texts), {});
    if (!means)
        return means.error();
    mask.ablation.means = means->heads;
    return mask;
}

Result<core::MaskStudy> studyFor(const CommandLine &line, const Report &report)
{
    const Result<core::AttentionMask> mask = maskWithMeans(line, report);
    if (!mask)
        return mask.error();
    const core::StudyOptions options{
        .seed = line.seed, .controlDraws = line.controlDraws, .baseline = core::baselineOf(report.model->config)};
    if (line.sweep.empty())
        return core::maskStudy(*mask, options);
    const auto sweep = core::maskSweep(line.sweep, *mask, *report.model);
    if (!sweep)
        return sweep.error();
    return core::maskStudy(*sweep, options);
}

Result<std::vector<StudyRow>> judgedRows(const Report &report, std::ostream &errors)
{
    ProgressLine line(report.texts.size(), "sentences", errors);
    const core::Progress progress = line.progress();
    const auto show = [&progress](const core::MaskTrials &soFar) {
        if (progress)
            progress(soFar.texts());
    };
    const auto trials = core::runMaskTrials(*report.model, report.texts, report.study.masks(), show, {});
    if (!trials)
        return trials.error();
    return core::studyRows(report.study, *trials);
}

Result<Report> reportFor(const ModelPointer &model, const CommandLine &line, std::ostream &errors)
{
    if (model->config.task != core::ModelTask::Classification)
        return core::badInput(model->name + " does not classify, so masks cannot be compared by its accuracy");
    if (const auto checked = core::checkClassifies(*model); !checked)
        return checked.error();
    auto texts = core::readLabelledTexts(line.data, core::answerNames(model->config),
                                         {.columns = line.columns, .labels = line.labels});
    if (!texts)
        return texts.error();
    keepFirst(line.limit, texts->texts);
    Report report{.model = model,
                  .texts = std::move(texts->texts),
                  .labelsReadAs = std::move(texts->labelsReadAs),
                  .notes = std::move(texts->notes),
                  .study = {},
                  .rows = {}};
    auto study = studyFor(line, report);
    if (!study)
        return study.error();
    report.study = *std::move(study);
    auto rows = judgedRows(report, errors);
    if (!rows)
        return rows.error();
    report.rows = *std::move(rows);
    return report;
}

ordered_json intervalJson(const core::ConfidenceInterval &interval)
{
    return {{"mean", interval.mean}, {"low", interval.low}, {"high", interval.high}};
}

ordered_json numberOrNull(const std::optional<double> &number)
{
    return number ? ordered_json(*number) : ordered_json();
}

// The draws of a control and the lowest and highest figures among them.
void addRange(const core::DrawRange &range, ordered_json &json)
{
    const auto [leastAccuracy, mostAccuracy] = std::ranges::minmax(range.accuracies);
    const auto [leastLoss, mostLoss] = std::ranges::minmax(range.losses);
    json["draws"] = range.draws();
    json["accuracy_low"] = leastAccuracy;
    json["accuracy_high"] = mostAccuracy;
    json["loss_low"] = leastLoss;
    json["loss_high"] = mostLoss;
}

ordered_json rowJson(const Report &report, const StudyRow &row)
{
    const core::MaskComparison &comparison = row.comparison;
    ordered_json json{{"mask", core::maskText(row.trial.mask)},
                      {"sparsity", row.sparsity},
                      {"examples", comparison.evaluation.examples},
                      {"accuracy", comparison.evaluation.accuracy},
                      {"loss", comparison.evaluation.loss},
                      {"accuracy_difference", intervalJson(comparison.accuracy)},
                      {"loss_difference", intervalJson(comparison.loss)},
                      {"changed", comparison.changed.size()},
                      {"mcnemar_p", numberOrNull(comparison.mcnemarP)}};
    if (row.trial.role == TrialRole::Masked && !report.study.parameter.empty())
        json["mcnemar_p_holm"] = numberOrNull(row.holmP);
    if (row.range) {
        if (row.range->draws() > 1)
            json["changed"] = row.range->changed;
        addRange(*row.range, json);
    }
    return json;
}

// What everything is compared with.
ordered_json baselineJson(const Report &report)
{
    const StudyRow &row = report.rows.front();
    return {{"run", core::idOf(row.trial.role)},
            {"trained_mask", core::idOf(report.model->config.attention.trainedMask)},
            {"sparsity", row.sparsity}};
}

// What one would pick out of a sweep, with its corrected p.
ordered_json pickedJson(const Report &report, std::size_t index, const core::PickedRows &picked)
{
    const StudyRow &row = report.rows[index];
    return {{"of", picked.count},
            {"what", picked.what},
            {"name", row.trial.name},
            {"value", row.trial.value},
            {"accuracy", row.comparison.evaluation.accuracy},
            {"mcnemar_p", numberOrNull(row.comparison.mcnemarP)},
            {"mcnemar_p_holm", numberOrNull(row.holmP)}};
}

ordered_json changedJson(const Report &report, const core::ChangedPrediction &changed)
{
    const core::LabelledText &text = report.texts[changed.text];
    const std::vector<std::string> names = core::answerNames(report.model->config);
    return {{"index", changed.text},
            {"text", text.text},
            {"label", names[static_cast<std::size_t>(text.label)]},
            {"before", names[changed.before.predicted]},
            {"after", names[changed.after.predicted]},
            {"probability_before", changed.before.probability},
            {"probability_after", changed.after.probability}};
}

// The rows behind the baseline, a mask and its control each under one point.
ordered_json pointsJson(const Report &report)
{
    ordered_json points = ordered_json::array();
    for (const StudyRow &row : std::span(report.rows).subspan(1)) {
        if (row.trial.role == TrialRole::Masked)
            points.push_back({{"name", row.trial.name}, {"value", row.trial.value}});
        points.back()[std::string(core::idOf(row.trial.role))] = rowJson(report, row);
    }
    return points;
}

ordered_json reportJson(const CommandLine &line, const Report &report)
{
    const core::Evaluation &baseline = report.rows.front().comparison.evaluation;
    ordered_json json{{"examples", baseline.examples},
                      {"accuracy", baseline.accuracy},
                      {"loss", baseline.loss},
                      {"cut_examples", baseline.cutExamples},
                      {"token_limit", report.model->tokenLimit()},
                      {"labels_read_as", report.labelsReadAs},
                      {"notes", report.notes},
                      {"seed", line.seed},
                      {"baseline", baselineJson(report)}};
    addMaskFiles(line.mask, std::nullopt, json);
    if (!line.sweep.empty()) {
        json["sweep"] = line.sweep;
        json["parameter"] = report.study.parameter;
        json["points"] = pointsJson(report);
        if (const auto picked = core::pickedRows(report.study, report.rows)) {
            json["best"] = pickedJson(report, picked->best, *picked);
            json["worst"] = pickedJson(report, picked->worst, *picked);
        }
        return json;
    }
    for (const StudyRow &row : std::span(report.rows).subspan(1))
        json[std::string(core::idOf(row.trial.role))] = rowJson(report, row);
    json["changed_predictions"] = ordered_json::array();
    for (const core::ChangedPrediction &changed : report.rows[1].comparison.changed)
        json["changed_predictions"].push_back(changedJson(report, changed));
    return json;
}

std::size_t characterCount(const std::string &text)
{
    const auto isFirstByte = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(text, isFirstByte));
}

// Names begin at the left, numbers end at the right.
void alignNames(std::vector<std::vector<std::string>> &rows)
{
    std::size_t widest = 0;
    for (const auto &row : rows)
        widest = std::max(widest, characterCount(row.front()));
    for (auto &row : rows)
        row.front().append(widest - characterCount(row.front()), ' ');
}

void printTable(const Report &report, std::ostream &out)
{
    constexpr core::StudyLineStyle style{.decimals = 4, .spelling = core::HeadSpelling::Dotted};
    const bool isSweep = !report.study.parameter.empty();
    const std::string difference = " (masked − " + std::string(core::baselineName(report.study)) + ")";
    std::vector<std::vector<std::string>> rows{
        {"mask", "removed", "accuracy", "loss", "Δ accuracy" + difference, "p", "Holm p", "Δ loss" + difference, "changed"}};
    for (core::StudyLine &line : core::studyLines(report.study, report.rows, style))
        rows.push_back({std::move(line.mask), line.sparsity, line.accuracy, line.loss, line.accuracyDifference, line.p,
                        line.holmP, line.lossDifference, line.changed});
    for (std::vector<std::string> &row : rows) {
        if (!isSweep)
            row.erase(row.begin() + 6);
    }
    alignNames(rows);
    out << core::printTable(rows);
    out << report.texts.size() << " sentences, seed " << report.study.options.seed
        << "; [low, high]: 95 % bootstrap interval; p: exact McNemar test, two-sided"
        << (isSweep ? "; Holm p: corrected for all masks of the sweep" : "") << '\n';
    for (const std::string &line : core::pickedLines(report.study, report.rows))
        out << line << '\n';
    out << "labels read as " << report.labelsReadAs << '\n';
    for (const std::string &note : report.notes)
        out << core::onOneLine(note) << '\n';
    const core::Evaluation &baseline = report.rows.front().comparison.evaluation;
    if (const std::string cut = core::cutNote(baseline.cutExamples, baseline.examples, report.model->tokenLimit());
        !cut.empty())
        out << cut << '\n';
}

void printChanged(const Report &report, std::ostream &out)
{
    out << std::fixed << std::setprecision(4);
    const std::vector<std::string> names = core::answerNames(report.model->config);
    for (const core::ChangedPrediction &changed : report.rows[1].comparison.changed)
        out << (changed.after.isCorrect    ? "mended  "
                : changed.before.isCorrect ? "broken  "
                                           : "changed ")
            << core::onOneLine(names[changed.before.predicted]) << " " << changed.before.probability << " -> "
            << core::onOneLine(names[changed.after.predicted]) << " " << changed.after.probability << "  "
            << core::onOneLine(report.texts[changed.text].text) << '\n';
}

Result<void> evaluateAndPrint(const ModelPointer &model, const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<Report> report = reportFor(model, line, errors);
    if (!report)
        return report.error();
    if (!line.csv.empty()) {
        if (Result<void> written = writeFile(line.csv, core::studyCsv(report->study, report->rows)); !written)
            return written;
    }
    if (line.wantsJson) {
        out << core::escapedJson(
                   reportJson(line, *report).dump(2, ' ', /*ensure_ascii=*/false, ordered_json::error_handler_t::replace))
            << '\n';
        return {};
    }
    printTable(*report, out);
    printMaskFiles(line.mask, std::nullopt, out);
    if (line.sweep.empty())
        printChanged(*report, out);
    return {};
}

}  // namespace

int runEvalMasks(const std::shared_ptr<const core::LoadedModel> &model, const CommandLine &line, std::ostream &out,
                 std::ostream &errors)
{
    const Result<void> done = evaluateAndPrint(model, line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
