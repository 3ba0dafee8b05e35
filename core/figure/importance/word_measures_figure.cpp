#include "core/figure/importance/word_measures_figure.h"

#include "core/base/counted.h"
#include "core/base/undefined.h"
#include "core/figure/importance/importance_number.h"
#include "core/figure/values/figure_text.h"
#include "core/figure/values/snapshot_maps.h"
#include "core/importance/importance_target.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

std::vector<double> valuesOf(const MeasuredImportance &measured, const DisplayUnits &units)
{
    if (!measured.importance)
        return std::vector<double>(static_cast<std::size_t>(units.size()), undefined);
    return importanceOfUnits(*measured.importance, units);
}

// Where the rows come from, first to last.
std::vector<int> orderOf(const ImportanceReport &report, const DisplayUnits &units,
                         const std::optional<ImportanceMeasure> &sorted)
{
    std::vector<int> order(static_cast<std::size_t>(units.size()));
    for (std::size_t index = 0; index < order.size(); ++index)
        order[index] = static_cast<int>(index);
    const auto found =
        sorted ? std::ranges::find(report.measured, *sorted, &MeasuredImportance::measure) : report.measured.end();
    if (found == report.measured.end() || found->isPartial)  // rows stand still while values come
        return order;
    std::vector<double> values = valuesOf(*found, units);
    // [CLS] and [SEP] come last where the measure says nothing of them, as of what cannot be erased or is kept on the whole way.
    for (int unit = 0; unit < units.size(); ++unit) {
        if (double &value = values[static_cast<std::size_t>(unit)]; units[unit].isSpecial && value == 0)
            value = undefined;
    }
    const auto comesBefore = [&values](int one, int other) {
        const double left = values[static_cast<std::size_t>(one)];
        const double right = values[static_cast<std::size_t>(other)];
        return std::isnan(right) ? !std::isnan(left) : left > right;
    };
    std::ranges::stable_sort(order, comesBefore);
    return order;
}

BarFigure barsOf(const std::vector<double> &values, const std::vector<int> &order, const MeasuredImportance &measured)
{
    const ImportanceMeasure measure = measured.measure;
    const char *undefinedNumber = measured.isPartial ? "…" : "–";
    BarFigure figure{.title = {}, .explanation = {}, .absence = {}, .valueName = std::string(describe(measure).name)};
    figure.isSigned = describe(measure).isSigned;
    for (const int unit : order) {
        const double value = values[static_cast<std::size_t>(unit)];
        const bool isDefined = !std::isnan(value);
        figure.bars.push_back(
            {.label = {}, .value = isDefined ? value : 0, .number = isDefined ? formatImportance(value) : undefinedNumber});
    }
    shareRoom(figure.bars);
    // What is smaller than the rounding of a pass is no difference to draw.
    if (!figure.bars.empty() && figure.bars.front().full < importanceRounding)
        std::ranges::for_each(figure.bars, [](Bar &bar) { bar.full = 0; });
    return figure;
}

WordMeasuresColumn columnOf(const ImportanceReport &report, const MeasuredImportance &measured, const DisplayUnits &units,
                            const std::vector<int> &order)
{
    const std::string_view name = describe(measured.measure).name;
    return {.measure = measured.measure,
            .explanation = measureExplanation(report, measured.measure),
            .absence = measured.absence.empty() ? "" : fmt::format("No {}: {}.", name, measured.absence),
            .isPending = measured.isPending() && !measured.importance,
            .bars = barsOf(valuesOf(measured, units), order, measured)};
}

}  // namespace

WordMeasuresFigure wordMeasuresFigure(const ImportanceReport &report, const DisplayUnits &units,
                                      const std::optional<ImportanceMeasure> &sorted)
{
    WordMeasuresFigure figure{.units = orderOf(report, units, sorted),
                              .labels = {},
                              .unitName = units.areWords() ? "word" : "token",
                              .columns = {}};
    for (const int unit : figure.units)
        figure.labels.push_back(units[unit].label);
    for (const MeasuredImportance &measured : report.measured)
        figure.columns.push_back(columnOf(report, measured, units, figure.units));
    return figure;
}

std::string incompletenessNote(const ImportanceReport &report)
{
    const auto measured =
        std::ranges::find(report.measured, ImportanceMeasure::IntegratedGradients, &MeasuredImportance::measure);
    if (measured == report.measured.end() || !measured->importance)
        return {};
    const std::optional<Completeness> &completeness = measured->importance->completeness;
    if (!completeness || completeness->isComplete())
        return {};
    return fmt::format("Integrated gradients with {} sum to {}, and the outputs differ by {}: more than 1 % apart.",
                       counted(report.request.options.steps, "step"), formatBriefly(completeness->sum),
                       formatBriefly(completeness->difference));
}

std::string measureExplanation(const ImportanceReport &report, ImportanceMeasure measure)
{
    const ImportanceDescription &description = describe(measure);
    std::string text =
        fmt::format("{}: {}", description.name, importanceFormula(measure, attentionColumns(*report.request.snapshot)));
    if (!description.needsTarget || !report.target)
        return text + ".";
    ImportanceTarget target = *report.target;
    if (measure == ImportanceMeasure::Contributions)
        target.quantity = TargetQuantity::Logit;
    return fmt::format("{}. Here of {}.", text, targetText(*report.request.snapshot->model, target));
}

}  // namespace core
