#include "core/figure/comparison/comparison_figures.h"

#include "core/analysis/statistics/median.h"
#include "core/base/counted.h"
#include "core/base/head_label.h"
#include "core/base/undefined.h"
#include "core/figure/values/figure_text.h"
#include "core/format/family/model_family.h"
#include "core/format/trained_result.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace core {
namespace {

// One per head, layer by layer; null before the model's turn.
std::vector<const ValueSummary *> headValues(const ComparedModel &compared, const ComparisonOptions &options)
{
    const CorpusSummary &summary = compared.summary;
    const HeadSummary *group = summary.group(options.lengthGroup);
    std::vector<const ValueSummary *> values;
    for (int layer = 0; group && !group->values.empty() && layer < summary.layers; ++layer) {
        for (int head = 0; head < summary.heads; ++head)
            values.push_back(&group->values[summary.indexOf({{layer}, {head}}, indexOf(options.quantity))]);
    }
    return values;
}

std::vector<double> means(const std::vector<const ValueSummary *> &values)
{
    std::vector<double> means;
    for (const ValueSummary *value : values)
        means.push_back(value->count > 0 ? value->mean : undefined);
    return means;
}

std::string quantityNumber(double value, const SpectrumQuantity &quantity)
{
    return formatNumber(value, quantity.isShareOfTokens ? 3 : std::max(1, describe(quantity.measure).decimals));
}

// LAMA's heads have one map together.
std::string headsText(const ComparedModel &compared, HeadRef head)
{
    if (compared.model->config.type == ModelType::Lama)
        return "all heads";
    return headLabel(head);
}

std::string headNote(const std::string &heads, const ValueSummary &value, const SpectrumQuantity &quantity)
{
    const std::string note = heads + " · " + quantityNumber(value.mean, quantity);
    if (value.count < 2)
        return note;
    return fmt::format("{} · 90 % of {} {} to {}", note, counted(value.count, "text"), quantityNumber(value.low, quantity),
                       quantityNumber(value.high, quantity));
}

// Sideways so that points of about one height do not lie on each other: those of a bin of heights beside each other.
std::vector<double> spreadSideways(const std::vector<double> &heights)
{
    constexpr double bins = 36;
    constexpr double widestStep = 0.36;
    const auto isNumber = [](double height) { return !std::isnan(height); };
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double height : heights) {
        low = isNumber(height) ? std::min(low, height) : low;
        high = isNumber(height) ? std::max(high, height) : high;
    }
    std::map<int, std::vector<std::size_t>> crowds;
    for (std::size_t index = 0; index < heights.size(); ++index) {
        if (isNumber(heights[index]))
            crowds[high > low ? static_cast<int>(bins * (heights[index] - low) / (high - low)) : 0].push_back(index);
    }
    std::vector<double> shares(heights.size(), 0.0);
    for (const auto &[bin, crowd] : crowds) {
        const double step = std::min(widestStep, 2.0 / static_cast<double>(crowd.size()));
        for (std::size_t place = 0; place < crowd.size(); ++place)
            shares[crowd[place]] = (static_cast<double>(place) - static_cast<double>(crowd.size() - 1) / 2) * step;
    }
    return shares;
}

CurveRole roleOf(bool isFixed)
{
    return isFixed ? CurveRole::Secondary : CurveRole::Primary;
}

PointMarker markerOf(bool isFixed)
{
    return isFixed ? PointMarker::Diamond : PointMarker::Circle;
}

Curve headPoints(const ComparedModel &compared, const std::string &name, const ModelSlot &slot,
                 const ComparisonOptions &options)
{
    const std::vector<const ValueSummary *> values = headValues(compared, options);
    const bool isFixed = !splitsItsWidth(compared.model->config);
    Curve points{.name = name,
                 .x = {},
                 .y = means(values),
                 .role = roleOf(isFixed),
                 .form = CurveForm::Points,
                 .marker = markerOf(isFixed)};
    for (const double share : spreadSideways(points.y))
        points.x.push_back(slot.at(share));
    for (std::size_t index = 0; index < values.size(); ++index) {
        const int head = static_cast<int>(index);
        const int heads = compared.summary.heads;
        points.notes.push_back(
            headNote(headsText(compared, {{head / heads}, {head % heads}}), *values[index], options.quantity));
    }
    return points;
}

Curve medianMark(const ComparedModel &compared, const std::string &name, const ModelSlot &slot,
                 const ComparisonOptions &options)
{
    const double median = medianOverHeads(compared, options);
    const int heads = compared.summary.layers * compared.summary.heads;
    const std::string note =
        fmt::format("median of {} {}", counted(heads, "map", "heads"), quantityNumber(median, options.quantity));
    return {
        .name = name, .x = {slot.at(-1), slot.at(1)}, .y = {median, median}, .form = CurveForm::Mark, .notes = {note, note}};
}

// The rank of the scores is at most the head size; of other measures and of the attention it bounds nothing that is close.
std::optional<Curve> scoreBound(const ComparedModel &compared, const std::string &name, const ModelSlot &slot,
                                const SpectrumQuantity &quantity)
{
    if (quantity != SpectrumQuantity{SpectrumMatrix::Scores, SpectrumMeasure::NumericalRank, false} ||
        !hasFamily(compared.model->config))
        return std::nullopt;
    const double bound = compared.model->config.headSize;
    const std::string note = fmt::format("rank of the scores ≤ head size {}", compared.model->config.headSize);
    return Curve{.name = name,
                 .x = {slot.at(-1.1), slot.at(1.1)},
                 .y = {bound, bound},
                 .role = CurveRole::Reference,
                 .form = CurveForm::Mark,
                 .notes = {note, note}};
}

Curve familyLine(const HeadSeries &family, const std::vector<std::string> &names, const ComparisonSlots &slots,
                 const std::vector<double> &heights)
{
    Curve line{.name = family.name,
               .x = {},
               .y = {},
               .role = roleOf(family.isFixed),
               .marker = markerOf(family.isFixed),
               .isDashed = family.isFixed};
    for (const int model : family.models) {
        line.x.push_back(slots.models[model].center);
        line.y.push_back(heights[model]);
        line.notes.push_back(names[static_cast<std::size_t>(model)] + " · " + formatBriefly(heights[model]));
    }
    return line;
}

std::string quantityName(const SpectrumQuantity &quantity)
{
    std::string name = std::string(describe(quantity.measure).name);
    if (quantity.measure != SpectrumMeasure::NeededHeadSize)
        name += " of " + std::string(describe(quantity.matrix).name);
    return name + (quantity.isShareOfTokens && !describe(quantity.measure).isShare ? " / n" : "");
}

// Why no model has a place in the figure; empty where one has.
std::string absenceOf(const ModelComparison &comparison, const ComparisonOptions &options)
{
    if (comparison.models.empty())
        return comparison.request.models.empty() ? "No model is chosen." : "The first texts are being read.";
    const auto hasGroup = [&](const ComparedModel &compared) {
        return compared.summary.group(options.lengthGroup) != nullptr;
    };
    if (std::ranges::none_of(comparison.models, hasGroup))
        return "No text has the chosen length.";
    const auto hasNumber = [&](const ComparedModel &compared) { return !std::isnan(medianOverHeads(compared, options)); };
    if (std::ranges::none_of(comparison.models, hasNumber))
        return "No chosen model has this number on these texts.";
    const auto hasPlace = [&](const ComparedModel &compared) {
        return hasNumber(compared) && sizeAlong(options.axis, compared.model->config);
    };
    return std::ranges::any_of(comparison.models, hasPlace)
               ? ""
               : "LAMA has no head size; it can be compared over heads or over width.";
}

// Why a model that takes part has no points; empty where it has some.
std::string reasonLeftOut(const ComparedModel &compared, const ModelComparison &comparison, const ComparisonOptions &options)
{
    if (!compared.problem.empty())
        return "cannot run these texts";
    if (!comparison.isComplete && compared.summary.texts == 0)
        return {};  // its turn is to come
    if (!sizeAlong(options.axis, compared.model->config))
        return "LAMA has no head size; compare over heads or over width";
    if (!compared.summary.group(options.lengthGroup))
        return "no text has the chosen length";
    return std::isnan(medianOverHeads(compared, options)) ? "it does not have this measure" : "";
}

// "Not drawn: lama-sst2 (LAMA has no head size; compare over heads or over width)."
std::string leftOutSentence(const ModelComparison &comparison, const ComparisonOptions &options)
{
    const std::vector<std::string> names = comparedNames(comparison);
    std::string list;
    for (std::size_t model = 0; model < names.size(); ++model) {
        const std::string reason = reasonLeftOut(comparison.models[model], comparison, options);
        if (!reason.empty())
            list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", names[model], reason);
    }
    return list.empty() ? list : fmt::format("Not drawn: {}.", list);
}

// What a loss or an accuracy of the model is about.
std::string trainedOn(const ModelConfig &config)
{
    if (config.task == ModelTask::MaskedLanguageModel)
        return "masked pieces";
    if (config.task == ModelTask::CausalLanguageModel)
        return "next pieces";
    if (config.task == ModelTask::EncoderOnly)
        return "an encoder";
    switch (config.outputs) {
    case OutputQuantity::Softmax:
    case OutputQuantity::BinarySigmoid: return "classes";
    case OutputQuantity::Sigmoids: return "several labels";
    case OutputQuantity::Values: break;
    }
    return "values";
}

// Why what the folders state cannot be read along one axis; empty where it can.
std::string mixedTasksSentence(const ModelComparison &comparison, const std::vector<TrainedResult> &results)
{
    const std::vector<std::string> names = comparedNames(comparison);
    std::optional<std::size_t> first;
    for (std::size_t model = 0; model < results.size(); ++model) {
        if (!results[model].loss && !results[model].accuracy)
            continue;
        const std::string task = trainedOn(comparison.models[model].model->config);
        if (!first)
            first = model;
        const std::string firstTask = trainedOn(comparison.models[*first].model->config);
        if (task != firstTask)
            return fmt::format("Held-out results are not drawn: those of {} ({}) and of {} ({}) have no common scale.",
                               firstTask, names[*first], task, names[model]);
    }
    return {};
}

// All models that state something state it of the same data.
bool areOfOneDataSet(const std::vector<TrainedResult> &results)
{
    std::string dataSet;
    for (const TrainedResult &result : results) {
        if (!result.loss && !result.accuracy)
            continue;
        if (!dataSet.empty() && result.dataSet != dataSet)
            return false;
        dataSet = result.dataSet;
    }
    return true;
}

}  // namespace

double medianOverHeads(const ComparedModel &compared, const ComparisonOptions &options, std::optional<LayerIndex> layer)
{
    std::vector<double> heads = means(headValues(compared, options));
    if (layer && !heads.empty()) {
        const auto first = heads.begin() + std::ptrdiff_t{layer->value} * compared.summary.heads;
        heads = std::vector<double>(first, first + compared.summary.heads);
    }
    std::erase_if(heads, [](double value) { return std::isnan(value); });
    return medianOf(std::move(heads));
}

ComparisonFigure comparisonFigure(const ModelComparison &comparison, const ComparisonOptions &options)
{
    ComparisonFigure figure;
    CurveFigure &curves = figure.curves;
    const SpectrumMeasureDescription &measure = describe(options.quantity.measure);
    curves.title = quantityName(options.quantity) + " of models compared";
    curves.absence = absenceOf(comparison, options);
    if (!curves.absence.empty())
        return figure;
    curves.explanation = fmt::format("Every head's {}, {}, as its mean over the texts; the bar is the median of a model's "
                                     "heads. Circles: the heads split the width, dₕ = d / h; diamonds: the head size is "
                                     "fixed. The head size bounds the rank of the scores and not that of the attention.",
                                     quantityName(options.quantity), measure.formula);
    const ComparisonSlots slots = comparisonSlots(comparison, options.axis);
    const std::vector<std::string> names = comparedNames(comparison);
    std::vector<double> medians;
    const auto append = [&](Curve curve, int model) {
        curves.curves.push_back(std::move(curve));
        figure.models.push_back(model);
    };
    for (int index = 0; index < static_cast<int>(comparison.models.size()); ++index) {
        const ComparedModel &compared = comparison.models[index];
        medians.push_back(medianOverHeads(compared, options));
        if (std::isnan(slots.models[index].center) || std::isnan(medians.back()))
            continue;
        const std::string &name = names[static_cast<std::size_t>(index)];
        append(headPoints(compared, name, slots.models[index], options), index);
        append(medianMark(compared, name, slots.models[index], options), -1);
        if (auto bound = scoreBound(compared, name, slots.models[index], options.quantity))
            append(*std::move(bound), -1);
    }
    for (const HeadSeries &family : slots.families)
        append(familyLine(family, names, slots, medians), -1);
    figure.leftOut = leftOutSentence(comparison, options);
    curves.x = slots.axis;
    curves.y = {.name = quantityName(options.quantity), .low = {}, .high = {}, .widestNumber = "0.00"};
    return figure;
}

CurveFigure trainedFigure(const ModelComparison &comparison, ComparisonAxis axis)
{
    std::vector<TrainedResult> results;
    for (const ComparedModel &compared : comparison.models)
        results.push_back(trainedResult(compared.model->config));
    const bool hasLosses = areOfOneDataSet(results) &&
                           std::ranges::any_of(results, [](const TrainedResult &result) { return result.loss.has_value(); });
    std::vector<double> heights;
    for (const TrainedResult &result : results) {
        const auto &figure = hasLosses ? result.loss : result.accuracy;
        heights.push_back(figure ? figure->value : undefined);
    }
    CurveFigure figure{.title = hasLosses ? "Held-out loss" : "Held-out accuracy",
                       .explanation = {},
                       .absence = {},
                       .x = {},
                       .y = {},
                       .bands = {},
                       .curves = {},
                       .bounds = {}};
    if (std::ranges::all_of(heights, [](double height) { return std::isnan(height); })) {
        figure.absence = "The models' folders state neither a loss nor an accuracy.";
        return figure;
    }
    if (figure.absence = mixedTasksSentence(comparison, results); !figure.absence.empty())
        return figure;
    figure.explanation = "What the models' folders state of texts they were not trained on.";
    const ComparisonSlots slots = comparisonSlots(comparison, axis);
    const std::vector<std::string> names = comparedNames(comparison);
    for (const HeadSeries &family : slots.families)
        figure.curves.push_back(familyLine(family, names, slots, heights));
    for (std::size_t index = 0; index < heights.size(); ++index) {
        const LoadedModel &model = *comparison.models[index].model;
        const bool isFixed = !splitsItsWidth(model.config);
        if (!std::isnan(slots.models[index].center))
            figure.curves.push_back({.name = names[index],
                                     .x = {slots.models[index].center},
                                     .y = {heights[index]},
                                     .role = roleOf(isFixed),
                                     .form = CurveForm::Points,
                                     .marker = markerOf(isFixed),
                                     .notes = {trainedText(model)}});
    }
    figure.x = slots.axis;
    const std::string each = areOfOneDataSet(results) ? "" : ", each on its own data";
    figure.y = {
        .name = (hasLosses ? "held-out loss" : "held-out accuracy") + each, .low = {}, .high = {}, .widestNumber = "0.00"};
    return figure;
}

std::string trainedText(const LoadedModel &model)
{
    const TrainedResult result = trainedResult(model.config);
    const bool classifies = model.config.task == ModelTask::Classification;
    const auto partOf = [](const TrainedResult::Figure &figure) {
        return figure.part.empty() ? std::string() : " (" + figure.part + ")";
    };
    if (result.accuracy && (classifies || !result.loss))
        return (classifies ? "accuracy " : "accuracy of masked pieces ") + formatNumber(result.accuracy->value, 3) +
               partOf(*result.accuracy);
    return result.loss ? "loss " + formatNumber(result.loss->value, 2) + partOf(*result.loss) : std::string();
}

}  // namespace core
