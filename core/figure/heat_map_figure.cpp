#include "core/figure/heat_map_figure.h"

#include "core/figure/figure_text.h"

#include <algorithm>
#include <cstdio>

namespace core {
namespace {

bool mergesWords(const DisplayUnits &units)
{
    return std::any_of(units.all().begin(), units.all().end(), [](const DisplayUnit &unit) { return unit.tokenCount > 1; });
}

bool leavesOutTokens(const DisplayUnits &units)
{
    int shown = 0;
    for (const DisplayUnit &unit : units.all())
        shown += unit.tokenCount;
    return shown < units.tokenCount();
}

std::string shortNumber(double value)
{
    char digits[32];
    std::snprintf(digits, sizeof digits, "%g", value);
    return digits;
}

std::string printed(const ColorScale &scale)
{
    return formatNumber(scale.low, 2) + " to " + formatNumber(scale.high, 2);
}

}  // namespace

FigureAxis unitAxis(std::string name, const DisplayUnits &units)
{
    FigureAxis axis{.name = std::move(name), .labels = {}, .showsUnits = true};
    for (const DisplayUnit &unit : units.all())
        axis.labels.push_back({unit.label, unit.isSpecial});
    return axis;
}

FigureAxis numberedAxis(std::string name, Eigen::Index count)
{
    FigureAxis axis{.name = std::move(name), .labels = {}};
    for (Eigen::Index index = 0; index < count; ++index)
        axis.labels.push_back({std::to_string(index), false});
    return axis;
}

void setSignedScale(HeatMapFigure &figure, double reach)
{
    const double largest = figure.values.size() > 0 ? figure.values.cwiseAbs().maxCoeff() : 0;
    const double limit = std::max(largest, reach);
    figure.scale = {.low = limit > 0 ? -limit : -1, .high = limit > 0 ? limit : 1, .gamma = 1, .kind = ScaleKind::Linear};
    figure.colorMap = "diverging";
}

std::string unitExplanation(const DisplayUnits &units)
{
    std::string text;
    if (leavesOutTokens(units))
        text += units.renormalizesRows() ? " Special tokens are left out and each row is divided by what remains of it."
                                         : " Special tokens are left out, so that rows may sum to less.";
    if (mergesWords(units))
        text += " Attention to a word is the sum over its pieces, attention from it their mean.";
    return text;
}

std::string scaleNote(double gamma, const DisplayUnits &units)
{
    std::vector<std::string> parts;
    if (gamma != 1)
        parts.push_back("gamma " + shortNumber(gamma));
    if (leavesOutTokens(units))
        parts.push_back(units.renormalizesRows() ? "renormalised" : "without special tokens");
    if (mergesWords(units))
        parts.push_back("words");
    std::string note;
    for (const std::string &part : parts)
        note += (note.empty() ? "" : " · ") + part;
    return note;
}

std::string printFigure(const HeatMapFigure &figure)
{
    std::vector<std::vector<std::string>> rows(1, {""});
    for (const AxisLabel &label : figure.columns.labels)
        rows[0].push_back(label.text);
    for (Eigen::Index row = 0; row < figure.values.rows(); ++row) {
        rows.push_back({figure.rows.labels[static_cast<std::size_t>(row)].text});
        for (Eigen::Index column = 0; column < figure.values.cols(); ++column)
            rows.back().push_back(formatNumber(figure.values(row, column), 2));
    }
    return figure.title + '\n' + figure.rows.name + " x " + figure.columns.name + '\n' + printTable(rows) +
           figure.valueName + ' ' + printed(figure.scale) + (figure.scaleNote.empty() ? "" : " (" + figure.scaleNote + ')') +
           '\n';
}

}  // namespace core
