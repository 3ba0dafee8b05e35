#include "core/figure/inspector/inspector_figure.h"

#include "core/analysis/spectra/spectrum_measures.h"
#include "core/figure/inspector/mechanism_facts.h"
#include "core/figure/rank/baseline_figures.h"
#include "core/figure/values/figure_text.h"
#include "core/figure/values/rank_tolerance.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace core {
namespace {

SpectrumMeasureOptions optionsOf(const AnalysisSnapshot &snapshot, double tolerance)
{
    return {.tokens = static_cast<int>(snapshot.text->tokens.size()), .tolerance = tolerance};
}

// With a tolerance that was chosen, as the Rank workspace counts it.
void countAbove(MeasureFigure &rank, SpectrumMeasure measure, const AnalysisSnapshot &snapshot, HeadRef head,
                double tolerance, int bound)
{
    if (tolerance > 0 && snapshot.spectra && snapshot.text) {
        const double value =
            headSpectrumMeasure(measure, *snapshot.spectra, SpectrumMatrix::Attention, head, optionsOf(snapshot, tolerance));
        rank.number = formatNumber(value, describe(measure).decimals);
        rank.share = std::clamp(value / bound, 0.0, 1.0);
    }
    rank.note = fmt::format("of {} · σ above {}", bound, rankToleranceText(tolerance));
}

MeasureFigure measureFigure(const HeadMeasureDescription &measure, double value, int bound)
{
    const double largest = HeadMeasureTable::upperBound(measure.measure, bound);
    const std::string of = largest == 1 ? "" : fmt::format("of {} · ", formatNumber(largest, 0));
    return {.id = std::string(measure.id),
            .name = std::string(measure.name),
            .number = formatNumber(value, measure.decimals),
            .share = largest > 0 ? std::clamp(value / largest, 0.0, 1.0) : 0,
            .note = of + std::string(measure.formula),
            .source = std::string(measure.source)};
}

// Between "of 25" and the formula, for which there is no room then.
void addPermuted(MeasureFigure &figure, SpectrumMeasure measure, const AnalysisSnapshot &snapshot, HeadRef head,
                 double tolerance)
{
    if (!snapshot.text)
        return;
    if (const std::string range = permutedRange(snapshot, head, measure, optionsOf(snapshot, tolerance)); !range.empty())
        figure.note = figure.note.substr(0, figure.note.find(" · ")) + " · permuted " + range;
}

std::string times(Eigen::Index rows, Eigen::Index columns)
{
    return fmt::format("{} × {}", rows, columns);
}

std::vector<Fact> shapes(const EncoderTrace &trace, HeadRef head)
{
    const LayerTrace &layer = trace.layers[static_cast<std::size_t>(head.layer.value)];
    std::vector<Fact> facts;
    if (!layer.attention.isEmpty())
        facts.push_back({"attention", times(layer.attention.rows(), layer.attention.columns())});
    if (!layer.effective.isEmpty())
        facts.push_back({"effective map", times(layer.effective.rows(), layer.effective.columns())});
    if (!layer.query.isEmpty())
        facts.push_back({"query, key", times(layer.query.rows(), layer.query.columns())});
    return facts;
}

std::vector<Fact> shapes(const LamaTrace &trace, HeadRef)
{
    return {{"attention", times(trace.attention.rows(), trace.attention.cols())},
            {"states", times(trace.states.rows(), trace.states.cols())}};
}

void addGroup(InspectorFigure &figure, std::string name, std::vector<Fact> facts)
{
    if (!facts.empty())
        figure.groups.push_back({std::move(name), std::move(facts)});
}

// The rank of the head's map cannot be larger: its smaller side, or the head size through which an implied map passes.
int rankBound(const AnalysisSnapshot &snapshot, HeadRef head)
{
    const auto map = attentionMap(snapshot, head);
    if (!map)
        return 1;
    const auto smaller = static_cast<int>(std::min(map->rows(), map->cols()));
    const bool isImplied = snapshot.model && attentionMechanism(snapshot).isMapImplied;
    return isImplied ? std::min(smaller, snapshot.model->config.headSize) : smaller;
}

}  // namespace

InspectorFigure inspectorFigure(const AnalysisSnapshot &snapshot, HeadRef head, double rankTolerance)
{
    InspectorFigure figure;
    if (headLayout(snapshot).total() == 0)
        return figure;
    figure.title = headName(snapshot, head);
    const int bound = rankBound(snapshot, head);
    for (const HeadMeasureDescription &measure : headMeasureDescriptions()) {
        const double value =
            snapshot.measures ? snapshot.measures->at(head, measure.measure) : std::numeric_limits<double>::quiet_NaN();
        if (std::isnan(value))
            continue;
        figure.measures.push_back(measureFigure(measure, value, bound));
        if (!measure.ofSpectrum)
            continue;
        if (describe(*measure.ofSpectrum).usesTolerance)
            countAbove(figure.measures.back(), *measure.ofSpectrum, snapshot, head, rankTolerance, bound);
        addPermuted(figure.measures.back(), *measure.ofSpectrum, snapshot, head, rankTolerance);
    }
    addGroup(figure, "mechanism", mechanismFacts(snapshot, head));
    if (snapshot.model)
        addGroup(figure, isLama(snapshot) ? "parameters" : "parameters (against standard)", parameterFacts(*snapshot.model));
    addGroup(figure, "shapes",
             std::visit([head](const auto &trace) { return shapes(trace, head); }, snapshot.trace->network));
    return figure;
}

std::string countedTokensNote(const AnalysisSnapshot &snapshot, const DisplayUnits &units)
{
    const bool hasSpecial = snapshot.text && std::ranges::any_of(snapshot.text->tokens, &Token::isSpecial);
    if (hasSpecial && snapshot.request.masksSpecialTokens)
        return "Special tokens are masked as keys; as queries they count in the measures.";
    const bool mergesWords = std::ranges::any_of(units.all(), [](const DisplayUnit &unit) { return unit.tokenCount > 1; });
    if (!units.leavesOutTokens() && !mergesWords)
        return {};
    const std::string counted = fmt::format("Measures count all {} tokens", units.tokenCount());
    if (!mergesWords)
        return counted + ", special ones too.";
    return counted + (units.leavesOutTokens() ? ": pieces of words, and special ones too." : ": pieces, not words.");
}

std::string passNote(const AnalysisSnapshot &snapshot)
{
    if (!snapshot.mask.masksPairs())
        return snapshot.mask.ablation.isActive() ? "With ablated heads." : "";
    return snapshot.mask.ablation.isActive() ? "Under the mask, with ablated heads." : "Under the mask.";
}

std::string printFigure(const InspectorFigure &figure)
{
    std::string text = figure.title + '\n';
    for (const MeasureFigure &measure : figure.measures)
        text += fmt::format("{} {} ({})\n", measure.name, measure.number, measure.note);
    for (const FactGroup &group : figure.groups) {
        text += group.name + '\n';
        for (const Fact &fact : group.facts)
            text += fmt::format("{}: {}\n", fact.name, fact.value);
    }
    return text;
}

}  // namespace core
