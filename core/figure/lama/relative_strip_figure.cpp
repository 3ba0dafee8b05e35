#include "core/figure/lama/relative_strip_figure.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

// T·A per token; a word of several pieces is compared with as many uniform shares.
Matrix relativeToUniform(const LamaTrace &trace, const DisplayUnits &units)
{
    const MatrixView attention(trace.attention.data(), trace.attention.rows(), trace.attention.cols());
    Matrix relative = attentionToUnits(attention, units) * static_cast<float>(units.tokenCount());
    for (int unit = 0; unit < units.size(); ++unit)
        relative.col(unit) /= static_cast<float>(units[unit].tokenCount);
    return relative;
}

// As far below 1 as above it, and never so narrow that noise looks like structure.
ColorScale scaleAroundOne(const Matrix &relative)
{
    double reach = std::log(1.25);
    for (const float value : relative.reshaped())
        if (value > 0)
            reach = std::max(reach, std::abs(std::log(static_cast<double>(value))));
    return {.low = std::exp(-reach), .high = std::exp(reach), .gamma = 1, .kind = ScaleKind::Logarithmic};
}

HeatMapFigure strip(std::string title, Matrix values, std::vector<AxisLabel> rows, const DisplayUnits &units,
                    const ColorScale &scale)
{
    return {
        .title = std::move(title),
        .explanation = "Each head's attention to each word relative to uniform attention, T · A: 1 is what every one of T "
                       "words would get; within a head, weights are at most e² apart.",
        .rows = {"head", std::move(rows)},
        .columns = unitAxis("word", units),
        .values = std::move(values),
        .valueName = "attention × number of words",
        .scaleNote = "logarithmic, neutral at 1",
        .scale = scale,
        .colorMap = "diverging",
    };
}

}  // namespace

HeadStripFigure relativeStripFigure(const AnalysisSnapshot &snapshot, const DisplayUnits &units, const ColorOptions &colors)
{
    const LamaTrace *trace = stripTrace(snapshot, units);
    if (!trace)
        return withoutStrips(snapshot);
    if (units.tokenCount() == 1)
        return withoutStrips("A single word gets all the attention of every head; a second one gives something to compare.");
    Matrix relative = relativeToUniform(*trace, units);
    const ColorScale scale = scaleAroundOne(relative);
    Matrix average = relative.colwise().mean();
    const int heads = static_cast<int>(relative.rows());
    HeadStripFigure figure{
        .heads = strip("Heads × words", std::move(relative), headLabels(heads), units, scale),
        .together = strip("Mean over heads", std::move(average), {{"mean", true}}, units, scale),
        .headNumbers = {trace->headGain.begin(), trace->headGain.end()},
        .numbersName = "head gain",
        .numbersExplanation = "How strongly the context scales a head's scores before the tanh: γ = pᵀc.",
        .note = {},
        .absence = {},
    };
    if (colors.colorMap.starts_with("gray"))
        figure.heads.colorMap = figure.together.colorMap = colors.colorMap;
    return figure;
}

}  // namespace core
