#include "core/figure/masks/mask_study_lines.h"

#include "core/base/counted.h"
#include "core/base/head_label.h"
#include "core/base/message_text.h"
#include "core/figure/values/figure_text.h"
#include "core/model/mask/mask_name.h"
#include "core/model/mask/mask_text.h"
#include "core/model/model_outputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

constexpr std::string_view brokenEffect = "broken";

// With its sign, and a minus that is one; without where all of its digits are 0.
std::string signedNumber(double value, int decimals)
{
    const std::string digits = formatNumber(std::abs(value), decimals);
    if (digits.find_first_not_of("0.") == std::string::npos)
        return digits;
    return (value < 0 ? "−" : "+") + digits;
}

bool leavesOutZero(const ConfidenceInterval &interval)
{
    return interval.low > 0 || interval.high < 0;
}

// The one head of a point of a sweep over heads.
const HeadRef *sweptHead(const AttentionMask &mask)
{
    const std::vector<HeadRef> &heads = mask.masksPairs() ? mask.scope.heads : mask.ablation.scope.heads;
    return heads.size() == 1 ? &heads.front() : nullptr;
}

std::string maskName(const MaskStudy &study, const StudyTrial &trial)
{
    constexpr std::size_t longest = 40;
    if (study.parameter == "head") {
        if (const HeadRef *head = sweptHead(trial.mask))
            return headLabel(*head);
    }
    // The whole mask: the name of a sweep's point leaves out what the sweep goes on from.
    const std::string text =
        isPainted(trial.mask) ? wholeMaskName(trial.mask) : maskText(trial.mask, HeadSpelling::Lettered);
    const bool isShort = !text.empty() && text.size() <= longest;
    return elided(isShort || trial.name.empty() || study.parameter.empty() ? text : trial.name, longest);
}

std::string controlName(const StudyRow &row)
{
    const std::size_t draws = row.range ? row.range->draws() : 1;
    return "random" + (draws > 1 ? ", " + counted(draws, "draw") : std::string());
}

std::string withRange(double value, const StudyRow &row, std::vector<double> DrawRange::*figure, int decimals)
{
    const std::string number = formatNumber(value, decimals);
    if (!row.range || row.range->draws() < 2)
        return number;
    const auto [low, high] = row.range->limits(figure);
    return fmt::format("{} ({}–{})", number, formatNumber(low, decimals), formatNumber(high, decimals));
}

std::string changedCount(const StudyRow &row)
{
    return row.range && row.range->draws() > 1 ? formatNumber(row.range->changed, 1)
                                               : std::to_string(row.comparison.changed.size());
}

// "p = 0.0310", "p < 0.0001".
std::string pClaim(const std::string &name, const std::optional<double> &p)
{
    const std::string text = pText(p);
    return name + (text.starts_with('<') ? " " : " = ") + text;
}

std::string accuracyClaim(const StudyRow &row)
{
    return fmt::format("accuracy {}, {}, {}", formatNumber(row.comparison.evaluation.accuracy, 4),
                       pClaim("p", row.comparison.mcnemarP), pClaim("Holm-corrected p", row.holmP));
}

std::string errorClaim(const StudyRow &row)
{
    return "mean squared error " + formatNumber(row.comparison.evaluation.loss, 4);
}

std::string numberOrNothing(const std::optional<double> &number, int decimals)
{
    return number ? formatNumber(*number, decimals) : std::string();
}

StudyLine baselineLine(const MaskStudy &study, const StudyRow &row, int decimals)
{
    StudyLine line{.mask = rowName(study, row), .sparsity = formatNumber(100 * row.sparsity, 1) + " %"};
    line.loss = withRange(row.comparison.evaluation.loss, row, &DrawRange::losses, decimals);
    if (study.isOfErrors()) {
        line.pearson = numberOrNothing(row.correlations.pearson, decimals);
        line.spearman = numberOrNothing(row.correlations.spearman, decimals);
    } else {
        line.accuracy = withRange(row.comparison.evaluation.accuracy, row, &DrawRange::accuracies, decimals);
    }
    return line;
}

StudyLine comparedLine(const MaskStudy &study, const StudyRow &row, const std::string &picked, int decimals)
{
    constexpr double clearBelow = 0.05;
    StudyLine line = baselineLine(study, row, decimals);
    const MaskComparison &comparison = row.comparison;
    line.mask += picked.empty() ? "" : " (" + picked + ")";
    line.lossDifference = intervalText(comparison.loss, decimals);
    line.isLossClear = leavesOutZero(comparison.loss);
    if (study.isOfErrors())
        return line;
    line.accuracyDifference = intervalText(comparison.accuracy, decimals);
    line.p = pText(comparison.mcnemarP, decimals);
    line.holmP = pText(row.holmP, decimals);
    line.changed = changedCount(row);
    line.isAccuracyClear = row.holmP ? *row.holmP < clearBelow : leavesOutZero(comparison.accuracy);
    return line;
}

}  // namespace

std::string_view baselineName(const MaskStudy &study)
{
    return study.options.baseline == TrialRole::OwnMask ? "own mask" : "unmasked";
}

std::string comparedText(const MaskStudy &study)
{
    return fmt::format("(masked − {})", baselineName(study));
}

std::string rowName(const MaskStudy &study, const StudyRow &row)
{
    switch (row.trial.role) {
    case TrialRole::Unmasked:
    case TrialRole::OwnMask: return std::string(baselineName(study));
    case TrialRole::Control: return controlName(row);
    case TrialRole::Masked: break;
    }
    return maskName(study, row.trial);
}

std::string intervalText(const ConfidenceInterval &interval, int decimals)
{
    return fmt::format("{} [{}, {}]", signedNumber(interval.mean, decimals), signedNumber(interval.low, decimals),
                       signedNumber(interval.high, decimals));
}

std::string pText(const std::optional<double> &p, int decimals)
{
    if (!p)
        return {};
    const double leastShown = std::pow(10.0, -decimals);
    return *p < leastShown ? "< " + formatNumber(leastShown, decimals) : formatNumber(*p, decimals);
}

std::vector<StudyLine> studyLines(const MaskStudy &study, std::span<const StudyRow> rows, int decimals)
{
    const auto picked = pickedRows(study, rows);
    std::vector<StudyLine> lines;
    for (std::size_t row = 0; row < rows.size(); ++row)
        lines.push_back(row == 0 ? baselineLine(study, rows[row], decimals)
                                 : comparedLine(study, rows[row], pickedText(picked, row), decimals));
    return lines;
}

std::vector<StudyColumn> studyColumns(const MaskStudy &study)
{
    std::vector<StudyColumn> columns{{.heading = "mask", .text = &StudyLine::mask},
                                     {.heading = "removed", .text = &StudyLine::sparsity}};
    const auto add = [&](const char *heading, std::string StudyLine::*text) {
        columns.push_back({.heading = heading, .text = text});
    };
    const auto addDifference = [&](const char *of, std::string StudyLine::*text, bool StudyLine::*isClear) {
        columns.push_back(
            {.heading = std::string("Δ ") + of, .compared = comparedText(study), .text = text, .isClear = isClear});
    };
    if (study.isOfErrors()) {
        add("mean squared error", &StudyLine::loss);
        addDifference("squared error", &StudyLine::lossDifference, &StudyLine::isLossClear);
        add("Pearson r", &StudyLine::pearson);
        add("Spearman rho", &StudyLine::spearman);
        return columns;
    }
    add("accuracy", &StudyLine::accuracy);
    add("loss", &StudyLine::loss);
    addDifference("accuracy", &StudyLine::accuracyDifference, &StudyLine::isAccuracyClear);
    add("p", &StudyLine::p);
    if (!study.parameter.empty())
        add("Holm p", &StudyLine::holmP);
    addDifference("loss", &StudyLine::lossDifference, &StudyLine::isLossClear);
    add("changed", &StudyLine::changed);
    return columns;
}

std::vector<std::string> pickedLines(const MaskStudy &study, std::span<const StudyRow> rows)
{
    std::vector<std::string> lines;
    const auto picked = pickedRows(study, rows);
    if (!picked || picked->best == picked->worst)
        return lines;
    for (const std::size_t index : {picked->best, picked->worst}) {
        const StudyRow &row = rows[index];
        lines.push_back(fmt::format("{}: {}, {}", pickedText(picked, index), rowName(study, row),
                                    study.isOfErrors() ? errorClaim(row) : accuracyClaim(row)));
    }
    return lines;
}

std::string textsOf(const MaskReport &report)
{
    if (!report.study.isOfPieces())
        return counted(report.progress.done, "text");
    const std::size_t pieces = report.rows.empty() ? 0 : report.baseline().comparison.evaluation.examples;
    return fmt::format("{} in {} of {}", counted(pieces, "guessed piece"), report.progress.done,
                       counted(report.paragraphs, "paragraph"));
}

std::string_view effectOf(const ChangedPrediction &changed)
{
    return changed.after.isCorrect ? "corrected" : changed.before.isCorrect ? brokenEffect : "changed";
}

std::vector<ChangedText> changedTexts(const MaskReport &report, std::size_t row)
{
    std::vector<ChangedText> changes;
    const auto *texts = report.texts ? std::get_if<std::vector<LabeledText>>(report.texts.get()) : nullptr;
    if (!texts || row >= report.rows.size())
        return changes;
    const auto verdictText = [names = answerNames(report.request.model->config)](const Verdict &verdict) {
        return names[verdict.predicted] + ' ' + formatNumber(verdict.probability, 2);
    };
    for (const ChangedPrediction &changed : report.rows[row].comparison.changed) {
        changes.push_back({.text = (*texts)[changed.text].text,
                           .change = verdictText(changed.before) + " → " + verdictText(changed.after),
                           .effect = std::string(effectOf(changed))});
    }
    std::stable_partition(changes.begin(), changes.end(),
                          [](const ChangedText &change) { return change.effect == brokenEffect; });
    return changes;
}

}  // namespace core
