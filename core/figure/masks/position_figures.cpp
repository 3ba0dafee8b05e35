#include "core/figure/masks/position_figures.h"

#include "core/analysis/statistics/running_statistics.h"
#include "core/base/counted.h"
#include "core/base/head_label.h"
#include "core/base/undefined.h"
#include "core/corpus/positions/position_importance.h"
#include "core/figure/values/figure_text.h"
#include "core/figure/values/weight_figures.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

HeadRef headAt(int index, int heads)
{
    return {{index / heads}, {index % heads}};
}

// A point for each head, at its place layer by layer.
Curve massPoints(const HeadMeasureTable &measures, std::string name, CurveRole role, PointMarker marker)
{
    Curve points{.name = std::move(name), .x = {}, .y = {}, .role = role, .form = CurveForm::Points, .marker = marker};
    for (int index = 0; index < measures.layers() * measures.heads(); ++index) {
        const HeadRef head = headAt(index, measures.heads());
        points.x.push_back(index);
        points.y.push_back(measures.at(head, HeadMeasure::DiagonalMass));
        points.notes.push_back(headLabel(head) + " · diagonal mass " + formatNumber(points.y.back(), 3));
    }
    return points;
}

// From each head's mass without the mask to that under it; a gap between two heads.
Curve massChanges(const Curve &before, const Curve &after)
{
    Curve changes{.name = "change", .x = {}, .y = {}, .role = CurveRole::Crowd};
    for (std::size_t head = 0; head < before.y.size(); ++head) {
        const double x = before.x[head];
        changes.x.insert(changes.x.end(), {x, x, x});
        changes.y.insert(changes.y.end(), {before.y[head], after.y[head], undefined});
    }
    return changes;
}

std::string unmaskedName(const LoadedModel &model)
{
    return model.config.attention.trainedMask == TrainedMask::Full ? "unmasked" : "own mask";
}

// With room below for points at 0, and above for the label of a bound that lies above all points.
CurveAxis axisFromZero(std::string name, const CurveFigure &figure)
{
    const double most = yRange(figure).high;
    return {.name = std::move(name), .low = -0.04 * most, .high = 1.1 * most};
}

const HeadMeasureTable *maskedMeasures(const AnalysisSnapshot &snapshot)
{
    return snapshot.masked && snapshot.masked->answer ? snapshot.masked->answer->measures.get() : nullptr;
}

// A number of one head for each group of positions.
struct GroupedHead {
    std::string name;
    std::array<double, positionGroupCount> values{};
    std::array<std::string, positionGroupCount> notes{};
};

// Each group's heads side by side in one stretch around the group's place, in their order, so that a head is found again.
double placeOf(std::size_t group, std::size_t head, std::size_t heads)
{
    constexpr double stretch = 0.72;
    return static_cast<double>(group) + stretch * ((static_cast<double>(head) + 0.5) / static_cast<double>(heads) - 0.5);
}

Curve groupPoints(const std::vector<GroupedHead> &heads, std::size_t group)
{
    const auto name = std::string(nameOf(static_cast<PositionGroup>(group)));
    Curve points{.name = name, .x = {}, .y = {}, .form = CurveForm::Points};
    for (std::size_t head = 0; head < heads.size(); ++head) {
        points.x.push_back(placeOf(group, head, heads.size()));
        points.y.push_back(heads[head].values[group]);
        points.notes.push_back(heads[head].notes[group]);
    }
    return points;
}

Curve groupMedian(const Curve &points, std::size_t group)
{
    constexpr double reach = 0.42;
    RunningStatistics values;
    for (const double value : points.y)
        values.add(value);
    const double median = values.quantile(0.5);
    const auto place = static_cast<double>(group);
    const std::string note = fmt::format("median of {} {}", counted(points.y.size(), "head"), formatNumber(median, 2));
    return {.name = points.name,
            .x = {place - reach, place + reach},
            .y = {median, median},
            .form = CurveForm::Mark,
            .notes = {note, note}};
}

// From group to group.
Curve selectedLine(const std::vector<GroupedHead> &heads, std::size_t selected)
{
    Curve line{.name = heads[selected].name, .x = {}, .y = {}, .role = CurveRole::Secondary, .isDashed = true};
    for (std::size_t group = 0; group < positionGroupCount; ++group) {
        line.x.push_back(placeOf(group, selected, heads.size()));
        line.y.push_back(heads[selected].values[group]);
        line.notes.push_back(heads[selected].notes[group]);
    }
    return line;
}

void addGroups(CurveFigure &figure, const std::vector<GroupedHead> &heads, std::size_t selected)
{
    figure.x = {.name = "pairs of positions", .low = -0.5, .high = positionGroupCount - 0.5};
    for (std::size_t group = 0; group < positionGroupCount; ++group) {
        Curve points = groupPoints(heads, group);
        Curve median = groupMedian(points, group);
        figure.x.ticks.push_back(
            {.value = static_cast<double>(group), .label = std::string(idOf(static_cast<PositionGroup>(group)))});
        figure.curves.push_back(std::move(points));
        figure.curves.push_back(std::move(median));
    }
    figure.curves.push_back(selectedLine(heads, std::min(selected, heads.size() - 1)));
}

GroupedHead importanceOf(const CorpusSummary &summary, HeadRef head)
{
    GroupedHead grouped{.name = headLabel(head)};
    for (std::size_t group = 0; group < positionGroupCount; ++group) {
        const ValueSummary &value = summary.all.values[summary.indexOf(head, static_cast<int>(group))];
        grouped.values[group] = value.count > 0 ? value.mean : undefined;
        grouped.notes[group] = grouped.name + " · " + formatNumber(value.mean, 2);
        if (value.count > 1)
            grouped.notes[group] += fmt::format(" · 90 % of {} {} to {}", counted(value.count, "text"),
                                                formatNumber(value.low, 2), formatNumber(value.high, 2));
    }
    return grouped;
}

}  // namespace

std::string positionsAbsence(const AnalysisSnapshot &snapshot)
{
    if (isLama(snapshot))
        return "LAMA's heads weigh words without asking from which one, so there are no pairs of positions: neither a "
               "diagonal nor distances.";
    return std::string(attentionMechanism(snapshot).whyNoPositions);
}

CurveFigure diagonalMassFigure(const AnalysisSnapshot &snapshot)
{
    CurveFigure figure;
    figure.title = "Diagonal mass of every head";
    figure.absence = positionsAbsence(snapshot);
    const int tokens = snapshot.text ? static_cast<int>(snapshot.text->tokens.size()) : 0;
    if (figure.absence.empty() && (!snapshot.measures || tokens == 0))
        figure.absence = "There is no token to attend to.";
    if (!figure.absence.empty())
        return figure;
    figure.explanation =
        "What each head's tokens pay to themselves, (1/n) Σᵢ Pᵢᵢ; uniform attention pays 1/n. A click selects the head.";
    Curve before = massPoints(*snapshot.measures, unmaskedName(*snapshot.model), CurveRole::Primary, PointMarker::Circle);
    figure.x = {.name = "head", .isWhole = true, .low = -0.5, .high = static_cast<double>(before.y.size()) - 0.5};
    for (std::size_t index = 0; index < before.x.size(); ++index)
        figure.x.ticks.push_back(
            {.value = before.x[index], .label = headLabel(headAt(static_cast<int>(index), snapshot.measures->heads()))});
    if (const HeadMeasureTable *masked = maskedMeasures(snapshot)) {
        Curve after = massPoints(*masked, "under the mask", CurveRole::Secondary, PointMarker::Diamond);
        figure.curves.push_back(massChanges(before, after));
        figure.curves.push_back(std::move(after));
    }
    figure.curves.push_back(std::move(before));
    const double uniform = 1.0 / tokens;
    figure.bounds = {{.axis = BoundLine::Axis::Y, .at = uniform, .label = "uniform: 1/n = " + formatNumber(uniform, 3)}};
    figure.y = axisFromZero("diagonal mass", figure);
    return figure;
}

CurveFigure positionImportanceFigure(const PositionReport &report, HeadRef selected)
{
    const CorpusSummary &summary = report.summary;
    CurveFigure figure;
    figure.title = "Attention by groups of positions";
    if (summary.all.values.empty() || summary.texts == summary.emptyTexts) {
        figure.absence = "No text is done yet.";
        return figure;
    }
    figure.explanation =
        fmt::format("n times the mean attention of each group's pairs of query and key, mean over {}, by {} without a mask; "
                    "1 is uniform attention whatever the length. A point is a head, the bar their median; a pair of a "
                    "special token counts there, unless it lies on the diagonal.",
                    counted(summary.texts, "text"), report.request.model->name);
    std::vector<GroupedHead> heads;
    for (int index = 0; index < summary.layers * summary.heads; ++index)
        heads.push_back(importanceOf(summary, headAt(index, summary.heads)));
    addGroups(figure, heads, static_cast<std::size_t>(selected.layer.value * summary.heads + selected.head.value));
    // Named at the axis, as heads lie all along the line.
    figure.bounds = {{.axis = BoundLine::Axis::Y, .at = 1, .label = ""}};
    figure.y = axisFromZero("attention × n, uniform at 1", figure);
    return figure;
}

CurveFigure gateImportanceFigure(const LoadedModel &model, int tokens, HeadIndex selected)
{
    CurveFigure figure;
    figure.title = "Learned gates by groups of positions";
    if (!model.learnedGates || tokens == 0 || model.learnedGates->longest < tokens)
        return figure;
    figure.explanation = fmt::format("Mean keep probability σ(logit) of each group's gates, kept above ½, over the {} of "
                                     "the text. A point is a head, the bar their median; the same in every layer. {}",
                                     counted(tokens, "position"), learnedGatesCaution);
    std::vector<GroupedHead> heads;
    for (int index = 0; index < model.learnedGates->heads(); ++index) {
        GroupedHead head{.name = fmt::format("head {}", index), .values = gateImportance(model, index, tokens)};
        for (std::size_t group = 0; group < positionGroupCount; ++group)
            head.notes[group] = head.name + " · " + formatNumber(head.values[group], 2);
        heads.push_back(std::move(head));
    }
    addGroups(figure, heads, static_cast<std::size_t>(selected.value));
    figure.curves.back().name.clear();  // in a margin it would take half of a narrow plot
    figure.y = {.name = "keep probability", .low = 0, .high = 1};
    figure.bounds = {{.axis = BoundLine::Axis::Y, .at = 0.5, .label = "½"}};
    return figure;
}

std::optional<int> headOfPoint(const CurveFigure &figure, int curve, int point)
{
    return figure.curves[static_cast<std::size_t>(curve)].form == CurveForm::Points ? std::optional(point) : std::nullopt;
}

}  // namespace core
