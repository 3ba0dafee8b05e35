#include "app/commands/eval_masks.h"

#include "app/commands/command_output.h"
#include "app/commands/mask_files.h"
#include "app/commands/progress_line.h"
#include "core/base/message_text.h"
#include "core/model/mask_text.h"
#include "core/pipeline/head_means.h"
#include "core/pipeline/mask_study.h"
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

struct Report {
    std::shared_ptr<const core::LoadedModel> model;
    std::vector<core::LabelledText> texts;
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
    mask.ablation.means = *std::move(means);
    return mask;
}

Result<core::MaskStudy> studyFor(const CommandLine &line, const Report &report)
{
    const Result<core::AttentionMask> mask = maskWithMeans(line, report);
    if (!mask)
        return mask.error();
    if (line.sweep.empty())
        return core::maskStudy(*mask, line.seed);
    const auto sweep = core::maskSweep(line.sweep, *mask, *report.model);
    if (!sweep)
        return sweep.error();
    return core::maskStudy(*sweep, line.seed);
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

Result<Report> reportFor(const CommandLine &line, std::ostream &errors)
{
    const auto model = core::loadModel(line.model);
    if (!model)
        return model.error();
    if ((*model)->config.task != core::ModelTask::Classification)
        return core::badInput((*model)->name + " does not classify, so masks cannot be compared by its accuracy");
    if (const auto checked = core::checkClassifies(**model); !checked)
        return checked.error();
    auto texts = core::readLabelledTexts(line.data, core::answerNames((*model)->config),
                                         {.columns = line.columns, .labels = line.labels});
    if (!texts)
        return texts.error();
    keepFirst(line.limit, texts->texts);
    Report report{.model = *model, .texts = std::move(texts->texts), .study = {}, .rows = {}};
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

ordered_json rowJson(const StudyRow &row)
{
    const core::MaskComparison &comparison = row.comparison;
    return {{"mask", core::maskText(row.trial.mask)},
            {"sparsity", row.sparsity},
            {"examples", comparison.evaluation.examples},
            {"accuracy", comparison.evaluation.accuracy},
            {"loss", comparison.evaluation.loss},
            {"accuracy_difference", intervalJson(comparison.accuracy)},
            {"loss_difference", intervalJson(comparison.loss)},
            {"changed", comparison.changed.size()}};
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

// The trials behind the unmasked one, a mask and its control each under one point.
ordered_json pointsJson(const Report &report)
{
    ordered_json points = ordered_json::array();
    for (const StudyRow &row : std::span(report.rows).subspan(1)) {
        if (row.trial.role == TrialRole::Masked)
            points.push_back({{"name", row.trial.name}, {"value", row.trial.value}});
        points.back()[std::string(core::idOf(row.trial.role))] = rowJson(row);
    }
    return points;
}

ordered_json reportJson(const CommandLine &line, const Report &report)
{
    const core::Evaluation &unmasked = report.rows.front().comparison.evaluation;
    ordered_json json{{"examples", unmasked.examples},
                      {"accuracy", unmasked.accuracy},
                      {"loss", unmasked.loss},
                      {"cut_examples", unmasked.cutExamples},
                      {"seed", line.seed}};
    addMaskFiles(line.mask, std::nullopt, json);
    if (!line.sweep.empty()) {
        json["sweep"] = line.sweep;
        json["parameter"] = report.study.parameter;
        json["points"] = pointsJson(report);
        return json;
    }
    for (const StudyRow &row : std::span(report.rows).subspan(1))
        json[std::string(core::idOf(row.trial.role))] = rowJson(row);
    json["changed_predictions"] = ordered_json::array();
    for (const core::ChangedPrediction &changed : report.rows[1].comparison.changed)
        json["changed_predictions"].push_back(changedJson(report, changed));
    return json;
}

void printInterval(const core::ConfidenceInterval &interval, std::ostream &out)
{
    out << std::showpos << "  " << interval.mean << " [" << interval.low << ", " << interval.high << "]" << std::noshowpos;
}

// Painted masks and the names of files are long; a line of the table is not.
std::string shownMask(const core::StudyTrial &trial)
{
    constexpr std::size_t longest = 36;
    return trial.role == TrialRole::Unmasked ? "as it is" : core::elided(core::maskText(trial.mask), longest);
}

// setw() counts bytes, of which the letters of a file's name and an ellipsis have several.
std::string padded(std::string text, std::size_t width)
{
    const auto isFirstByte = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    const auto characters = static_cast<std::size_t>(std::ranges::count_if(text, isFirstByte));
    return text + std::string(width > characters ? width - characters : 0, ' ');
}

void printTable(const Report &report, std::ostream &out)
{
    out << std::left << std::setw(38) << "mask"
        << "sparsity  accuracy    loss  accuracy: difference, 95 %       loss: difference, 95 %"
        << "        changed\n"
        << std::fixed << std::setprecision(4);
    for (const StudyRow &row : report.rows) {
        const core::MaskComparison &comparison = row.comparison;
        out << padded(shownMask(row.trial), 38) << std::right << std::setw(8) << row.sparsity << std::setw(10)
            << comparison.evaluation.accuracy << std::setw(8) << comparison.evaluation.loss;
        if (row.trial.role != TrialRole::Unmasked) {
            printInterval(comparison.accuracy, out);
            printInterval(comparison.loss, out);
            out << std::setw(9) << comparison.changed.size();
        }
        out << '\n';
    }
    out << report.texts.size() << " sentences, seed " << report.study.seed << '\n';
}

void printChanged(const Report &report, std::ostream &out)
{
    const std::vector<std::string> names = core::answerNames(report.model->config);
    for (const core::ChangedPrediction &changed : report.rows[1].comparison.changed)
        out << (changed.after.isCorrect    ? "mended  "
                : changed.before.isCorrect ? "broken  "
                                           : "changed ")
            << core::onOneLine(names[changed.before.predicted]) << " " << changed.before.probability << " -> "
            << core::onOneLine(names[changed.after.predicted]) << " " << changed.after.probability << "  "
            << core::onOneLine(report.texts[changed.text].text) << '\n';
}

Result<void> evaluateAndPrint(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<Report> report = reportFor(line, errors);
    if (!report)
        return report.error();
    if (!line.csv.empty()) {
        if (Result<void> written = writeFile(line.csv, core::studyCsv(report->study, report->rows)); !written)
            return written;
    }
    if (line.wantsJson) {
        out << reportJson(line, *report).dump(2, ' ', /*ensure_ascii=*/false, ordered_json::error_handler_t::replace)
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

int runEvalMasks(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<void> done = evaluateAndPrint(line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
