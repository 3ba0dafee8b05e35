#include "core/figure/inspector_figure.h"

#include "core/figure/figure_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace core {
namespace {

MeasureFigure measureFigure(const HeadMeasureDescription &measure, double value, int tokens)
{
    const double bound = HeadMeasureTable::upperBound(measure.measure, tokens);
    const std::string of = bound == 1 ? "" : "of " + formatNumber(bound, 0) + " · ";
    return {.id = std::string(measure.id),
            .name = std::string(measure.name),
            .number = formatNumber(value, measure.decimals),
            .share = bound > 0 ? std::clamp(value / bound, 0.0, 1.0) : 0,
            .note = of + std::string(measure.formula),
            .source = std::string(measure.source)};
}

std::string times(Eigen::Index rows, Eigen::Index columns)
{
    return std::to_string(rows) + " × " + std::to_string(columns);
}

std::string formatCount(std::int64_t count)
{
    const auto value = static_cast<double>(count);
    if (count >= 1'000'000)
        return formatNumber(value / 1e6, 1) + " M";
    return count >= 10'000 ? formatNumber(value / 1e3, 1) + " k" : std::to_string(count);
}

void addShapes(InspectorFigure &figure, const EncoderTrace &trace, HeadRef head)
{
    const LayerTrace &layer = trace.layers[static_cast<std::size_t>(head.layer.value)];
    if (!layer.attention.isEmpty())
        figure.facts.push_back({"attention", times(layer.attention.rows(), layer.attention.columns())});
    if (!layer.query.isEmpty())
        figure.facts.push_back({"query, key", times(layer.query.rows(), layer.query.columns())});
}

void addShapes(InspectorFigure &figure, const LamaTrace &trace, HeadRef)
{
    figure.facts.push_back({"attention", times(trace.attention.rows(), trace.attention.cols())});
    figure.facts.push_back({"states", times(trace.states.rows(), trace.states.cols())});
}

void addModel(InspectorFigure &figure, const LoadedModel &model)
{
    if (model.config.headSize > 0 && model.config.type != ModelType::Lama)
        figure.facts.push_back({"head size", std::to_string(model.config.headSize)});
    if (model.parameters.total > 0)
        figure.facts.push_back({"parameters", formatCount(model.parameters.total)});
    if (model.parameters.attention > 0)
        figure.facts.push_back({"in attention", formatCount(model.parameters.attention)});
}

}  // namespace

InspectorFigure inspectorFigure(const AnalysisSnapshot &snapshot, HeadRef head)
{
    InspectorFigure figure;
    if (headLayout(snapshot).total() == 0)
        return figure;
    figure.title = headName(snapshot, head);
    const int tokens = snapshot.text ? static_cast<int>(snapshot.text->tokens.size()) : 0;
    if (snapshot.measures)
        for (const HeadMeasureDescription &measure : headMeasureDescriptions())
            if (const double value = snapshot.measures->at(head, measure.measure); !std::isnan(value))
                figure.measures.push_back(measureFigure(measure, value, tokens));
    std::visit([&](const auto &trace) { addShapes(figure, trace, head); }, snapshot.trace->network);
    if (snapshot.model)
        addModel(figure, *snapshot.model);
    return figure;
}

std::string printFigure(const InspectorFigure &figure)
{
    std::string text = figure.title + '\n';
    for (const MeasureFigure &measure : figure.measures)
        text += measure.name + ' ' + measure.number + " (" + measure.note + ")\n";
    for (const Fact &fact : figure.facts)
        text += fact.name + ": " + fact.value + '\n';
    return text;
}

}  // namespace core
