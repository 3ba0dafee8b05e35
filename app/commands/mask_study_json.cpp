#include "app/commands/mask_study_json.h"

#include "app/commands/command_json.h"
#include "app/commands/mask_files.h"
#include "core/corpus/masks/mask_study_table.h"
#include "core/model/mask/mask_text.h"
#include "core/model/model_outputs.h"

#include <span>

namespace app {

namespace {

using core::StudyRow;
using core::TrialRole;
using nlohmann::ordered_json;

ordered_json intervalJson(const core::ConfidenceInterval &interval)
{
    return {{"mean", interval.mean}, {"low", interval.low}, {"high", interval.high}};
}

void addLimits(const std::string &name, const core::DrawRange::Limits &limits, ordered_json &json)
{
    json[name + "_low"] = limits.low;
    json[name + "_high"] = limits.high;
}

// The draws of a control, their seeds, and the lowest and highest figures among them.
void addRange(const core::MaskStudy &study, const core::DrawRange &range, ordered_json &json)
{
    json["draws"] = range.draws();
    json["seeds"] = {{"first", study.options.seed}, {"count", range.draws()}};
    if (study.isOfErrors()) {
        addLimits("mean_squared_error", range.limits(&core::DrawRange::losses), json);
        return;
    }
    addLimits("accuracy", range.limits(&core::DrawRange::accuracies), json);
    addLimits("loss", range.limits(&core::DrawRange::losses), json);
}

void addAnswers(const core::MaskStudy &study, const StudyRow &row, ordered_json &json)
{
    const core::MaskComparison &comparison = row.comparison;
    json["accuracy"] = comparison.evaluation.accuracy;
    json["loss"] = comparison.evaluation.loss;
    json["accuracy_difference"] = intervalJson(comparison.accuracy);
    json["loss_difference"] = intervalJson(comparison.loss);
    if (row.range && row.range->draws() > 1)
        json["changed"] = row.range->changed;
    else
        json["changed"] = comparison.changed.size();
    const std::string test = core::testName(study);
    json[test] = numberOrNull(comparison.mcnemarP);
    if (row.trial.role == TrialRole::Masked && !study.parameter.empty())
        json[test + "_holm"] = numberOrNull(row.holmP);
}

void addCorrelations(const core::Correlations &correlations, ordered_json &json)
{
    json["pearson"] = numberOrNull(correlations.pearson);
    json["spearman"] = numberOrNull(correlations.spearman);
}

void addSquaredErrors(const StudyRow &row, ordered_json &json)
{
    json["mean_squared_error"] = row.comparison.evaluation.loss;
    json["squared_error_difference"] = intervalJson(row.comparison.loss);
    addCorrelations(row.correlations, json);
}

ordered_json rowJson(const core::MaskStudy &study, const StudyRow &row)
{
    ordered_json json{{"mask", core::maskText(row.trial.mask)},
                      {"sparsity", row.sparsity},
                      {"examples", row.comparison.evaluation.examples}};
    if (study.isOfErrors())
        addSquaredErrors(row, json);
    else
        addAnswers(study, row, json);
    if (row.range)
        addRange(study, *row.range, json);
    return json;
}

// What everything is compared with.
ordered_json baselineJson(const core::MaskReport &report)
{
    const StudyRow &row = report.baseline();
    return {{"run", core::idOf(row.trial.role)},
            {"trained_mask", core::idOf(report.request.model->config.attention.trainedMask)},
            {"sparsity", row.sparsity}};
}

// What one would pick out of a sweep, with its corrected p where there is a test.
ordered_json pickedJson(const core::MaskReport &report, std::size_t index, const core::PickedRows &picked)
{
    const StudyRow &row = report.rows[index];
    ordered_json json{{"of", picked.count}, {"what", picked.what}, {"name", row.trial.name}, {"value", row.trial.value}};
    if (report.study.isOfErrors()) {
        json["mean_squared_error"] = row.comparison.evaluation.loss;
        return json;
    }
    json["accuracy"] = row.comparison.evaluation.accuracy;
    const std::string test = core::testName(report.study);
    json[test] = numberOrNull(row.comparison.mcnemarP);
    json[test + "_holm"] = numberOrNull(row.holmP);
    return json;
}

// Which paragraph each guessed piece is of.
std::vector<std::size_t> paragraphsOfPieces(const core::MaskReport &report)
{
    std::vector<std::size_t> paragraphs;
    for (const std::vector<core::MaskedPart> &parts : *report.guessed) {
        for (const core::MaskedPart &part : parts)
            paragraphs.insert(paragraphs.end(), part.positions.size(), part.paragraph);
    }
    return paragraphs;
}

// Without the texts, which are long and have many pieces each.
ordered_json changedPiecesJson(const core::MaskReport &report)
{
    const std::vector<std::size_t> paragraphs = paragraphsOfPieces(report);
    const auto piece = [&report](double id) { return report.request.model->tokenizer->piece({static_cast<int>(id)}); };
    ordered_json json = ordered_json::array();
    for (const core::ChangedPrediction &changed : report.rows[1].comparison.changed)
        json.push_back({{"index", paragraphs[changed.text]},
                        {"piece", changed.text},
                        {"label", piece(changed.before.label)},
                        {"before", piece(static_cast<double>(changed.before.predicted))},
                        {"after", piece(static_cast<double>(changed.after.predicted))},
                        {"probability_before", changed.before.probability},
                        {"probability_after", changed.after.probability}});
    return json;
}

ordered_json changedJson(const core::MaskReport &report, const core::ChangedPrediction &changed)
{
    const core::LabeledText &text = std::get<std::vector<core::LabeledText>>(*report.texts)[changed.text];
    const std::vector<std::string> names = core::answerNames(report.request.model->config);
    return {{"index", changed.text},
            {"text", text.text},
            {"label", names[static_cast<std::size_t>(text.label)]},
            {"before", names[changed.before.predicted]},
            {"after", names[changed.after.predicted]},
            {"probability_before", changed.before.probability},
            {"probability_after", changed.after.probability}};
}

// The rows behind the baseline, a mask and its control each under one point.
ordered_json pointsJson(const core::MaskReport &report)
{
    ordered_json points = ordered_json::array();
    for (const StudyRow &row : std::span(report.rows).subspan(1)) {
        if (row.trial.role == TrialRole::Masked)
            points.push_back({{"name", row.trial.name}, {"value", row.trial.value}});
        points.back()[std::string(core::idOf(row.trial.role))] = rowJson(report.study, row);
    }
    return points;
}

// The model as it is, and how the file was read.
ordered_json baseJson(const core::MaskReport &report)
{
    const core::Evaluation &baseline = report.baseline().comparison.evaluation;
    ordered_json json{{"examples", baseline.examples}};
    if (report.study.isOfErrors()) {
        json["mean_squared_error"] = baseline.loss;
        addCorrelations(report.baseline().correlations, json);
    } else {
        json["accuracy"] = baseline.accuracy;
        json["loss"] = baseline.loss;
    }
    if (report.study.isOfPieces())
        json["paragraphs"] = report.paragraphs;
    else
        json["cut_examples"] = baseline.cutExamples;
    json["token_limit"] = report.request.model->tokenLimit();
    if (!report.labelsReadAs.empty())
        json["labels_read_as"] = report.labelsReadAs;
    json["notes"] = report.notes;
    json["seed"] = report.study.options.seed;
    json["baseline"] = baselineJson(report);
    return json;
}

}  // namespace

ordered_json studyJson(const core::MaskReport &report)
{
    ordered_json json = baseJson(report);
    addMaskFiles(report.request.mask, std::nullopt, json);
    if (!report.request.sweep.empty()) {
        json["sweep"] = report.request.sweep;
        json["parameter"] = report.study.parameter;
        json["points"] = pointsJson(report);
        if (const auto picked = core::pickedRows(report.study, report.rows)) {
            json["best"] = pickedJson(report, picked->best, *picked);
            json["worst"] = pickedJson(report, picked->worst, *picked);
        }
        return json;
    }
    for (const StudyRow &row : std::span(report.rows).subspan(1))
        json[std::string(core::idOf(row.trial.role))] = rowJson(report.study, row);
    if (report.study.isOfErrors())
        return json;
    if (report.study.isOfPieces()) {
        json["changed_predictions"] = changedPiecesJson(report);
        return json;
    }
    json["changed_predictions"] = ordered_json::array();
    for (const core::ChangedPrediction &changed : report.rows[1].comparison.changed)
        json["changed_predictions"].push_back(changedJson(report, changed));
    return json;
}

}  // namespace app
