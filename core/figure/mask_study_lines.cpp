#include "core/figure/mask_study_lines.h"

#include "core/base/head_label.h"
#include "core/base/message_text.h"
#include "core/figure/figure_text.h"
#include "core/pipeline/model_outputs.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

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

std::string maskName(const MaskStudy &study, const StudyTrial &trial, HeadSpelling spelling)
{
    constexpr std::size_t longest = 40;
    if (study.parameter == "head") {
        if (const HeadRef *head = sweptHead(trial.mask))
            return headLabel(*head);
    }
    // The whole mask: the name of a sweep's point leaves out what the sweep goes on from.
    const std::string text = maskText(trial.mask, spelling);
    const bool isShort = !text.empty() && text.size() <= longest;
    return isShort || trial.name.empty() ? elided(text, longest) : trial.name;
}

std::string controlName(const StudyRow &row)
{
    const std::size_t draws = row.range ? row.range->draws() : 1;
    return "random" + (draws > 1 ? ", " + std::to_string(draws) + " draws" : std::string());
}

std::string withRange(double value, const std::vector<double> &draws, int decimals)
{
    const std::string number = formatNumber(value, decimals);
    if (draws.size() < 2)
        return number;
    const auto [least, most] = std::ranges::minmax(draws);
    return number + " (" + formatNumber(least, decimals) + "–" + formatNumber(most, decimals) + ")";
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

StudyLine baselineLine(const MaskStudy &study, const StudyRow &row, const StudyLineStyle &style)
{
    const DrawRange range = row.range.value_or(DrawRange());
    return {.mask = rowName(study, row, style.spelling),
            .sparsity = formatNumber(100 * row.sparsity, 1) + " %",
            .accuracy = withRange(row.comparison.evaluation.accuracy, range.accuracies, style.decimals),
            .loss = withRange(row.comparison.evaluation.loss, range.losses, style.decimals)};
}

StudyLine comparedLine(const MaskStudy &study, const StudyRow &row, const std::string &picked, const StudyLineStyle &style)
{
    constexpr double clearBelow = 0.05;
    StudyLine line = baselineLine(study, row, style);
    const MaskComparison &comparison = row.comparison;
    line.mask += picked.empty() ? "" : " (" + picked + ")";
    line.accuracyDifference = intervalText(comparison.accuracy, style.decimals);
    line.lossDifference = intervalText(comparison.loss, style.decimals);
    line.p = pText(comparison.mcnemarP, style.decimals);
    line.holmP = pText(row.holmP, style.decimals);
    line.changed = changedCount(row);
    line.isAccuracyClear = row.holmP ? *row.holmP < clearBelow : leavesOutZero(comparison.accuracy);
    line.isLossClear = leavesOutZero(comparison.loss);
    return line;
}

}  // namespace

std::string_view baselineName(const MaskStudy &study)
{
    return study.options.baseline == TrialRole::OwnMask ? "own mask" : "unmasked";
}

std::string rowName(const MaskStudy &study, const StudyRow &row, HeadSpelling spelling)
{
    switch (row.trial.role) {
    case TrialRole::Unmasked:
    case TrialRole::OwnMask: return std::string(baselineName(study));
    case TrialRole::Control: return controlName(row);
    case TrialRole::Masked: break;
    }
    return maskName(study, row.trial, spelling);
}

std::string intervalText(const ConfidenceInterval &interval, int decimals)
{
    return signedNumber(interval.mean, decimals) + " [" + signedNumber(interval.low, decimals) + ", " +
           signedNumber(interval.high, decimals) + "]";
}

std::string pText(const std::optional<double> &p, int decimals)
{
    if (!p)
        return {};
    const double leastShown = std::pow(10.0, -decimals);
    return *p < leastShown ? "< " + formatNumber(leastShown, decimals) : formatNumber(*p, decimals);
}

std::vector<StudyLine> studyLines(const MaskStudy &study, std::span<const StudyRow> rows, const StudyLineStyle &style)
{
    const auto picked = pickedRows(study, rows);
    std::vector<StudyLine> lines;
    for (std::size_t row = 0; row < rows.size(); ++row)
        lines.push_back(row == 0 ? baselineLine(study, rows[row], style)
                                 : comparedLine(study, rows[row], pickedText(picked, row), style));
    return lines;
}

std::vector<std::string> pickedLines(const MaskStudy &study, std::span<const StudyRow> rows)
{
    std::vector<std::string> lines;
    const auto picked = pickedRows(study, rows);
    if (!picked || picked->best == picked->worst)
        return lines;
    for (const std::size_t index : {picked->best, picked->worst}) {
        const StudyRow &row = rows[index];
        lines.push_back(pickedText(picked, index) + ": " + rowName(study, row) + ", accuracy " +
                        formatNumber(row.comparison.evaluation.accuracy, 4) + ", " + pClaim("p", row.comparison.mcnemarP) +
                        ", " + pClaim("Holm-corrected p", row.holmP));
    }
    return lines;
}

std::vector<ChangedText> changedTexts(const MaskReport &report, std::size_t row)
{
    std::vector<ChangedText> changes;
    if (row >= report.rows.size())
        return changes;
    const auto verdictText = [names = answerNames(report.request.model->config)](const Verdict &verdict) {
        return names[verdict.predicted] + ' ' + formatNumber(verdict.probability, 2);
    };
    for (const ChangedPrediction &changed : report.rows[row].comparison.changed) {
        changes.push_back({.text = (*report.texts)[changed.text].text,
                           .change = verdictText(changed.before) + " → " + verdictText(changed.after),
                           .isMended = changed.after.isCorrect,
                           .isBroken = changed.before.isCorrect});
    }
    std::ranges::stable_partition(changes, &ChangedText::isBroken);
    return changes;
}

}  // namespace core
