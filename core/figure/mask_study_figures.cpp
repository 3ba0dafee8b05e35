#include "core/figure/mask_study_figures.h"

#include "core/base/head_label.h"
#include "core/base/message_text.h"
#include "core/figure/figure_text.h"
#include "core/model/mask_text.h"
#include "core/pipeline/model_outputs.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

// With its sign, and a minus that is one.
std::string signedNumber(double value, int decimals)
{
    const std::string digits = formatNumber(std::abs(value), decimals);
    return (value < 0 ? "−" : "+") + digits;
}

std::string intervalText(const ConfidenceInterval &interval, int decimals)
{
    return signedNumber(interval.mean, decimals) + " [" + signedNumber(interval.low, decimals) + ", " +
           signedNumber(interval.high, decimals) + "]";
}

bool leavesOutZero(const ConfidenceInterval &interval)
{
    return interval.low > 0 || interval.high < 0;
}

// A sweep's head as people read it; another point's own name.
std::string trialName(const StudyRow &row)
{
    const Result<HeadScope> scope = parseScope(row.trial.name);
    return scope && scope->heads.size() == 1 ? headLabel(scope->heads.front()) : row.trial.name;
}

std::string shownMask(const StudyRow &row)
{
    constexpr std::size_t longest = 40;
    switch (row.trial.role) {
    case TrialRole::Unmasked: return "as it is";
    case TrialRole::Control: return "as many at random";
    case TrialRole::Masked: break;
    }
    // The whole mask: the name of a sweep's point leaves out what the sweep goes on from.
    const std::string text = maskText(row.trial.mask, HeadSpelling::Lettered);
    return text.size() <= longest || row.trial.name.empty() ? elided(text, longest) : trialName(row);
}

// What a study's rows are drawn over.
using RowPlace = double (*)(const StudyRow &row);

double parameterOf(const StudyRow &row)
{
    return row.trial.value;
}

double percentRemoved(const StudyRow &row)
{
    return 100 * row.sparsity;
}

// From left to right.
std::vector<const StudyRow *> rowsOf(const MaskReport &report, TrialRole role, RowPlace place)
{
    std::vector<const StudyRow *> rows;
    for (const StudyRow &row : report.rows) {
        if (row.trial.role == role)
            rows.push_back(&row);
    }
    std::ranges::stable_sort(rows, {}, [place](const StudyRow *row) { return place(*row); });
    return rows;
}

std::string noteOf(const StudyRow &row)
{
    return trialName(row) + " · " + formatNumber(100 * row.sparsity, 1) + " % removed · accuracy " +
           formatNumber(row.comparison.evaluation.accuracy, 4) + " · " + intervalText(row.comparison.accuracy, 3);
}

Curve curveOf(const MaskReport &report, TrialRole role, RowPlace place, std::string name, CurveRole curveRole)
{
    Curve curve{.name = std::move(name), .x = {}, .y = {}, .role = curveRole, .isDashed = role == TrialRole::Control};
    for (const StudyRow *row : rowsOf(report, role, place)) {
        curve.x.push_back(place(*row));
        curve.y.push_back(row->comparison.evaluation.accuracy);
        curve.notes.push_back(noteOf(*row));
    }
    return curve;
}

CurveBand intervalBand(const MaskReport &report, RowPlace place)
{
    CurveBand band;
    const double unmasked = report.rows.front().comparison.evaluation.accuracy;
    for (const StudyRow *row : rowsOf(report, TrialRole::Masked, place)) {
        band.x.push_back(place(*row));
        band.low.push_back(unmasked + row->comparison.accuracy.low);
        band.high.push_back(unmasked + row->comparison.accuracy.high);
    }
    return band;
}

// Masks, their controls and the model as it is.
void addAccuracies(CurveFigure &figure, const MaskReport &report, RowPlace place)
{
    figure.explanation = "Accuracy on " + std::to_string(report.done) +
                         " texts under each mask of the sweep, with the 95 % interval of the paired difference from the "
                         "model as it is (bootstrap); "
                         "dashed, as many pairs removed at random.";
    figure.bands = {intervalBand(report, place)};
    Curve control = curveOf(report, TrialRole::Control, place, "at random", CurveRole::Secondary);
    if (!control.x.empty())
        figure.curves.push_back(std::move(control));
    figure.curves.push_back(curveOf(report, TrialRole::Masked, place, "masked", CurveRole::Primary));
    figure.bounds.push_back(
        {.axis = BoundLine::Axis::Y, .at = report.rows.front().comparison.evaluation.accuracy, .label = "as it is"});
    figure.y = {.name = "accuracy", .low = {}, .high = {}};
}

bool haveDifferentSparsity(const std::vector<const StudyRow *> &rows)
{
    constexpr double alike = 1e-6;
    return !rows.empty() && rows.back()->sparsity - rows.front()->sparsity > alike;
}

// A sweep over heads one by one: things, not numbers.
bool isOfHeads(const MaskReport &report)
{
    return report.study.parameter == "head";
}

// ", with diagonal": what the sweep goes on from.
std::string startOfSweep(const MaskReport &report)
{
    constexpr std::size_t longest = 24;
    const std::string start = maskText(report.request.mask, HeadSpelling::Lettered);
    return start.empty() ? "" : ", with " + elided(start, longest);
}

// `place` from below.
void addInterval(CurveFigure &figure, const StudyRow &row, const ConfidenceInterval &interval, double place)
{
    const bool isControl = row.trial.role == TrialRole::Control;
    const std::string note = shownMask(row) + " · " + intervalText(interval, 4);
    figure.curves.push_back({.name = shownMask(row),
                             .x = {interval.low, interval.mean, interval.high},
                             .y = {place, place, place},
                             .role = isControl ? CurveRole::Secondary : CurveRole::Primary,
                             .form = CurveForm::Interval,
                             .marker = isControl ? PointMarker::Diamond : PointMarker::Circle,
                             .isDashed = isControl,
                             .notes = {note, note, note}});
}

std::string placeName(const StudyRow &row)
{
    if (row.trial.role == TrialRole::Control)
        return "at random";
    return row.trial.mask.masksPairs() ? "the mask" : "ablated";
}

// From above; the control of a head close below it.
void addIntervals(CurveFigure &figure, const MaskReport &report, ConfidenceInterval MaskComparison::*difference)
{
    constexpr double closeBelow = 0.35;
    const std::span rows = std::span(report.rows).subspan(1);
    const auto masks = std::ranges::count(rows, TrialRole::Masked, [](const StudyRow &row) { return row.trial.role; });
    const double highest = static_cast<double>(isOfHeads(report) ? masks : std::ssize(rows)) - 1;
    double place = highest + 1;
    for (const StudyRow &row : rows) {
        const bool isControl = row.trial.role == TrialRole::Control;
        const bool isBeside = isControl && isOfHeads(report);
        place -= isBeside ? 0 : 1;
        addInterval(figure, row, row.comparison.*difference, isBeside ? place - closeBelow : place);
        if (!isBeside)
            figure.y.ticks.push_back({.value = place, .label = isOfHeads(report) ? trialName(row) : placeName(row)});
    }
    figure.y.low = -0.6;
    figure.y.high = highest + 0.6;
    std::ranges::reverse(figure.y.ticks);  // from below, as axes go
}

CurveFigure differenceFigure(const MaskReport &report, const std::string &quantity,
                             ConfidenceInterval MaskComparison::*difference)
{
    CurveFigure figure;
    figure.title = "Difference in " + quantity;
    const bool isOfSingleMasks = report.study.parameter.empty() || isOfHeads(report);
    if (!isOfSingleMasks || report.rows.size() < 2)
        return figure;
    figure.explanation = "Mean paired difference in " + quantity + " on " + std::to_string(report.done) +
                         " texts, masked or ablated minus as it is, with its 95 % interval (bootstrap); dashed: as many "
                         "pairs removed at random.";
    figure.x = {.name = quantity + ", changed − as it is", .low = {}, .high = {}};
    figure.y.name = isOfHeads(report) ? "head" : "";
    addIntervals(figure, report, difference);
    figure.bounds.push_back({.axis = BoundLine::Axis::X, .at = 0, .label = "as it is"});
    return figure;
}

}  // namespace

CurveFigure accuracyDifferenceFigure(const MaskReport &report)
{
    return differenceFigure(report, "accuracy", &MaskComparison::accuracy);
}

CurveFigure lossDifferenceFigure(const MaskReport &report)
{
    return differenceFigure(report, "loss", &MaskComparison::loss);
}

CurveFigure sweepFigure(const MaskReport &report)
{
    CurveFigure figure;
    figure.title = "Accuracy over " + report.study.parameter + startOfSweep(report);
    if (report.study.parameter.empty() || isOfHeads(report) || report.rows.empty())
        return figure;
    addAccuracies(figure, report, parameterOf);
    figure.x = {.name = report.study.parameter, .low = {}, .high = {}};
    return figure;
}

CurveFigure sparsityFigure(const MaskReport &report)
{
    CurveFigure figure;
    figure.title = "Accuracy over removed pairs" + startOfSweep(report);
    if (report.study.parameter.empty() || isOfHeads(report) ||
        !haveDifferentSparsity(rowsOf(report, TrialRole::Masked, percentRemoved)))
        return figure;
    addAccuracies(figure, report, percentRemoved);
    figure.x = {.name = "pairs removed (%)", .low = {}, .high = {}};
    return figure;
}

std::vector<StudyLine> studyLines(const MaskReport &report)
{
    std::vector<StudyLine> lines;
    for (const StudyRow &row : report.rows) {
        const MaskComparison &comparison = row.comparison;
        StudyLine line{.mask = shownMask(row),
                       .sparsity = formatNumber(100 * row.sparsity, 1) + " %",
                       .accuracy = formatNumber(comparison.evaluation.accuracy, 4)};
        if (row.trial.role != TrialRole::Unmasked) {
            line.accuracyDifference = intervalText(comparison.accuracy, 3);
            line.lossDifference = intervalText(comparison.loss, 3);
            line.changed = std::to_string(comparison.changed.size());
            line.isAccuracyClear = leavesOutZero(comparison.accuracy);
            line.isLossClear = leavesOutZero(comparison.loss);
        }
        lines.push_back(std::move(line));
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
