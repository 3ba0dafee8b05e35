#include "core/figure/head_strip_figure.h"

#include "core/figure/figure_text.h"

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
                       "words would get.",
        .rows = {"head", std::move(rows)},
        .columns = unitAxis("word", units),
        .values = std::move(values),
        .valueName = "attention × number of words",
        .scaleNote = "logarithmic, neutral at 1",
        .scale = scale,
        .colorMap = "diverging",
    };
}

std::vector<AxisLabel> headLabels(int heads)
{
    std::vector<AxisLabel> labels;
    for (int head = 0; head < heads; ++head)
        labels.push_back({std::to_string(head), false});
    return labels;
}

}  // namespace

HeadStripFigure headStripFigure(const AnalysisSnapshot &snapshot, const DisplayUnits &units, const ColorOptions &colors)
{
    const LamaTrace *trace = snapshot.trace ? std::get_if<LamaTrace>(&snapshot.trace->network) : nullptr;
    if (!trace || units.size() == 0 || trace->attention.cols() != units.tokenCount())
        return {};
    Matrix relative = relativeToUniform(*trace, units);
    const ColorScale scale = scaleAroundOne(relative);
    Matrix average = relative.colwise().mean();
    const int heads = static_cast<int>(relative.rows());
    HeadStripFigure figure{
        .heads = strip("Heads × words", std::move(relative), headLabels(heads), units, scale),
        .average = strip("Mean over heads", std::move(average), {{"mean", true}}, units, scale),
        .headGain = {trace->headGain.begin(), trace->headGain.end()},
        .gainName = "head gain",
        .gainExplanation = "How strongly the context scales a head's scores before the tanh: γ = pᵀc.",
    };
    if (colors.colorMap.starts_with("grey"))
        figure.heads.colorMap = figure.average.colorMap = colors.colorMap;
    return figure;
}

HeatMapFigure stripsWithAverage(const HeadStripFigure &figure)
{
    HeatMapFigure both = figure.heads;
    both.values.resize(figure.heads.values.rows() + figure.average.values.rows(), figure.heads.values.cols());
    both.values << figure.heads.values, figure.average.values;
    both.rows.labels.insert(both.rows.labels.end(), figure.average.rows.labels.begin(), figure.average.rows.labels.end());
    return both;
}

std::string printFigure(const HeadStripFigure &figure)
{
    std::string text = printFigure(figure.heads) + printFigure(figure.average) + figure.gainName;
    for (const double gain : figure.headGain)
        text += ' ' + formatNumber(gain, 2);
    return text + '\n';
}

}  // namespace core
