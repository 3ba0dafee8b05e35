#include "core/figure/masks/mask_study_figures.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/figure/masks/mask_study_lines.h"
#include "core/figure/values/figure_text.h"
#include "core/model/mask/mask_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <utility>

namespace core {
namespace {

// What is drawn of a study's rows.
struct DrawnFigure {
    const char *name;       // of a mean: "mean squared error"
    const char *ofOneText;  // "squared error"
    ConfidenceInterval MaskComparison::*difference;
    double Evaluation::*value;
    std::vector<double> DrawRange::*draws;
    double most;            // that a mean can be; the least is 0
    const char *unit = "";  // behind a name on an axis
};

constexpr double unbounded = std::numeric_limits<double>::infinity();
constexpr DrawnFigure accuracy{.name = "accuracy",
                               .ofOneText = "accuracy",
                               .difference = &MaskComparison::accuracy,
                               .value = &Evaluation::accuracy,
                               .draws = &DrawRange::accuracies,
                               .most = 1};
constexpr DrawnFigure loss{.name = "loss",
                           .ofOneText = "loss",
                           .difference = &MaskComparison::loss,
                           .value = &Evaluation::loss,
                           .draws = &DrawRange::losses,
                           .most = unbounded,
                           .unit = " (nats)"};
constexpr DrawnFigure squaredError{.name = "mean squared error",
                                   .ofOneText = "squared error",
                                   .difference = &MaskComparison::loss,
                                   .value = &Evaluation::loss,
                                   .draws = &DrawRange::losses,
                                   .most = unbounded};

const DrawnFigure &mainFigure(const MaskStudy &study)
{
    return study.isOfErrors() ? squaredError : accuracy;
}

std::string capitalized(std::string text)
{
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    return text;
}

std::string differenceName(const MaskStudy &study, const DrawnFigure &drawn)
{
    return fmt::format("Δ {} {}", drawn.ofOneText, comparedText(study));
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

std::string noteOf(const MaskStudy &study, const StudyRow &row)
{
    const DrawnFigure &drawn = mainFigure(study);
    return fmt::format(
        "{} · {} % removed · {} {} · {}", row.trial.role == TrialRole::Control ? rowName(study, row) : row.trial.name,
        formatNumber(100 * row.sparsity, 1), drawn.name, formatNumber(row.comparison.evaluation.*drawn.value, 4),
        intervalText(row.comparison.*drawn.difference, 3));
}

Curve curveOf(const MaskReport &report, TrialRole role, RowPlace place, std::string name, CurveRole curveRole)
{
    Curve curve{.name = std::move(name), .x = {}, .y = {}, .role = curveRole, .isDashed = role == TrialRole::Control};
    for (const StudyRow *row : rowsOf(report, role, place)) {
        curve.x.push_back(place(*row));
        curve.y.push_back(row->comparison.evaluation.*mainFigure(report.study).value);
        curve.notes.push_back(noteOf(report.study, *row));
    }
    return curve;
}

CurveBand intervalBand(const MaskReport &report, RowPlace place)
{
    CurveBand band;
    const DrawnFigure &drawn = mainFigure(report.study);
    const double baseline = report.baseline().comparison.evaluation.*drawn.value;
    for (const StudyRow *row : rowsOf(report, TrialRole::Masked, place)) {
        band.x.push_back(place(*row));
        // The interval is of a difference, and may lie beyond what the mean itself can be.
        band.low.push_back(std::clamp(baseline + (row->comparison.*drawn.difference).low, 0.0, drawn.most));
        band.high.push_back(std::clamp(baseline + (row->comparison.*drawn.difference).high, 0.0, drawn.most));
    }
    return band;
}

// The lowest and the highest draw of every random control, as thin lines; none where each has one draw.
void addDrawLimits(CurveFigure &figure, const MaskReport &report, RowPlace place)
{
    const std::vector<const StudyRow *> controls = rowsOf(report, TrialRole::Control, place);
    if (controls.empty() || !controls.front()->range || controls.front()->range->draws() < 2)
        return;
    const std::string of = " of " + counted(controls.front()->range->draws(), "draw");
    Curve lowest{.name = "lowest" + of, .x = {}, .y = {}, .role = CurveRole::Crowd, .isDashed = true};
    Curve highest{.name = "highest" + of, .x = {}, .y = {}, .role = CurveRole::Crowd, .isDashed = true};
    for (const StudyRow *row : controls) {
        const auto [low, high] = row->range->limits(mainFigure(report.study).draws);
        lowest.x.push_back(place(*row));
        lowest.y.push_back(low);
        highest.x.push_back(place(*row));
        highest.y.push_back(high);
    }
    figure.curves.push_back(std::move(lowest));
    figure.curves.push_back(std::move(highest));
}

// "; dashed: random masks of the same sparsity, mean of 10 draws" and how these are drawn; empty where no mask has a control.
std::string controlClause(const MaskReport &report, const std::string &howDrawsLook)
{
    const auto isControl = [](const StudyRow &row) { return row.trial.role == TrialRole::Control; };
    const auto control = std::ranges::find_if(report.rows, isControl);
    if (control == report.rows.end())
        return {};
    const int draws = report.study.options.controlDraws;
    const std::string mean = draws > 1 ? fmt::format(", mean of {} draws{}", draws, howDrawsLook) : std::string();
    return "; dashed: random masks of the same sparsity" + mean;
}

// Masks, their controls and the baseline.
void addMainFigure(CurveFigure &figure, const MaskReport &report, RowPlace place)
{
    const DrawnFigure &drawn = mainFigure(report.study);
    figure.explanation =
        fmt::format("{} on {} under each mask of the sweep, with the 95 % bootstrap interval of the paired difference {}{}.",
                    capitalized(drawn.name), textsOf(report), comparedText(report.study),
                    controlClause(report, " between the lowest and the highest"));
    figure.bands = {intervalBand(report, place)};
    addDrawLimits(figure, report, place);
    Curve control = curveOf(report, TrialRole::Control, place, "random", CurveRole::Secondary);
    if (!control.x.empty())
        figure.curves.push_back(std::move(control));
    figure.curves.push_back(curveOf(report, TrialRole::Masked, place, "masked", CurveRole::Primary));
    figure.bounds.push_back({.axis = BoundLine::Axis::Y,
                             .at = report.baseline().comparison.evaluation.*drawn.value,
                             .label = std::string(baselineName(report.study))});
    figure.y = {.name = std::string(drawn.name) + drawn.unit, .low = {}, .high = {}};
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
void addInterval(CurveFigure &figure, const MaskStudy &study, const StudyRow &row, const DrawnFigure &drawn, double place)
{
    const bool isControl = row.trial.role == TrialRole::Control;
    const ConfidenceInterval &interval = row.comparison.*drawn.difference;
    const std::string name = rowName(study, row);
    const std::string note = name + " · " + intervalText(interval, 4);
    figure.curves.push_back({.name = name,
                             .x = {interval.low, interval.mean, interval.high},
                             .y = {place, place, place},
                             .role = isControl ? CurveRole::Secondary : CurveRole::Primary,
                             .form = CurveForm::Interval,
                             .marker = isControl ? PointMarker::Diamond : PointMarker::Circle,
                             .isDashed = isControl,
                             .notes = {note, note, note}});
}

// Every draw of a control, beside the mean of them.
void addDraws(CurveFigure &figure, const MaskReport &report, const StudyRow &row, const DrawnFigure &drawn, double place)
{
    if (!row.range || row.range->draws() < 2)
        return;
    const double baseline = report.baseline().comparison.evaluation.*drawn.value;
    Curve points{.name = "random draws",
                 .x = {},
                 .y = std::vector<double>(row.range->draws(), place),
                 .role = CurveRole::Crowd,
                 .form = CurveForm::Points,
                 .marker = PointMarker::Diamond};
    for (const double value : (*row.range).*drawn.draws) {
        points.notes.push_back(fmt::format("draw {} · {} {}", points.x.size() + 1, drawn.name, formatNumber(value, 4)));
        points.x.push_back(value - baseline);
    }
    figure.curves.push_back(std::move(points));
}

std::string placeName(const MaskReport &report, const StudyRow &row)
{
    if (row.trial.role == TrialRole::Control)
        return "random";
    if (isOfHeads(report))
        return rowName(report.study, row);
    return row.trial.mask.masksPairs() ? "this mask" : "ablated";
}

// From above; the control of a head close below it.
void addIntervals(CurveFigure &figure, const MaskReport &report, const DrawnFigure &drawn)
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
        const double height = isBeside ? place - closeBelow : place;
        addDraws(figure, report, row, drawn, height);
        addInterval(figure, report.study, row, drawn, height);
        if (!isBeside)
            figure.y.ticks.push_back({.value = place, .label = placeName(report, row)});
    }
    figure.y.low = -0.6;
    figure.y.high = highest + 0.6;
    std::ranges::reverse(figure.y.ticks);  // from below, as axes go
}

// ". Best of 8 heads: ...", where one would pick a head out of all.
std::string pickedSentence(const MaskReport &report)
{
    const std::vector<std::string> lines = pickedLines(report.study, report.rows);
    return lines.empty() ? std::string() : fmt::format(" {}; {}.", lines.front(), lines.back());
}

CurveFigure differenceFigure(const MaskReport &report, const DrawnFigure &drawn)
{
    CurveFigure figure;
    figure.title = std::string("Difference in ") + drawn.ofOneText;
    figure.explanation =
        fmt::format("{}, mean over {} with its 95 % bootstrap interval{}.{}", differenceName(report.study, drawn),
                    textsOf(report), controlClause(report, ", each draw a point"), pickedSentence(report));
    figure.x = {.name = differenceName(report.study, drawn) + drawn.unit, .low = {}, .high = {}};
    addIntervals(figure, report, drawn);
    figure.bounds.push_back({.axis = BoundLine::Axis::X, .at = 0, .label = std::string(baselineName(report.study))});
    return figure;
}

}  // namespace

std::vector<CurveFigure> differenceFigures(const MaskReport &report)
{
    const bool isOfSingleMasks = report.study.parameter.empty() || isOfHeads(report);
    if (!isOfSingleMasks || report.rows.size() < 2)
        return {};
    if (report.study.isOfErrors())
        return {differenceFigure(report, squaredError)};
    return {differenceFigure(report, accuracy), differenceFigure(report, loss)};
}

CurveFigure sweepFigure(const MaskReport &report)
{
    CurveFigure figure;
    figure.title = fmt::format("{} over {}{}", capitalized(mainFigure(report.study).name), report.study.parameter,
                               startOfSweep(report));
    if (report.study.parameter.empty() || isOfHeads(report) || report.rows.empty())
        return figure;
    addMainFigure(figure, report, parameterOf);
    const auto isWhole = [](const StudyRow &row) { return std::trunc(row.trial.value) == row.trial.value; };
    figure.x = {.name = report.study.parameter, .isWhole = std::ranges::all_of(report.rows, isWhole), .low = {}, .high = {}};
    return figure;
}

CurveFigure sparsityFigure(const MaskReport &report)
{
    CurveFigure figure;
    figure.title = capitalized(mainFigure(report.study).name) + " over removed pairs" + startOfSweep(report);
    if (report.study.parameter.empty() || isOfHeads(report) ||
        !haveDifferentSparsity(rowsOf(report, TrialRole::Masked, percentRemoved)))
        return figure;
    addMainFigure(figure, report, percentRemoved);
    figure.x = {.name = "pairs removed (%)", .low = {}, .high = {}};
    return figure;
}

std::vector<CurveFigure> studyFigures(const MaskReport &report)
{
    std::vector<CurveFigure> figures = differenceFigures(report);
    for (CurveFigure (*figureOf)(const MaskReport &) : {sweepFigure, sparsityFigure}) {
        if (CurveFigure figure = figureOf(report); !figure.isEmpty())
            figures.push_back(std::move(figure));
    }
    return figures;
}

}  // namespace core
