#include "core/figure/values/heat_map_figure.h"

#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

namespace core {
namespace {

bool mergesWords(const DisplayUnits &units)
{
    return std::any_of(units.all().begin(), units.all().end(), [](const DisplayUnit &unit) { return unit.tokenCount > 1; });
}

bool changes(const UnitSteps &steps)
{
    return steps.rows != PieceStep::None || steps.columns != PieceStep::None;
}

bool renormalizes(const DisplayUnits &units, const UnitSteps &steps)
{
    return units.renormalizesRows() && steps.areShares && steps.columns != PieceStep::None;
}

std::string leavingOutExplanation(const DisplayUnits &units, const UnitSteps &steps)
{
    if (!changes(steps))
        return {};
    if (steps.columns == PieceStep::None)
        return " Special tokens have no row.";
    if (!steps.areShares)
        return " Special tokens are left out.";
    return renormalizes(units, steps) ? " Special tokens are left out and each row is divided by what remains of it."
                                      : " Special tokens are left out, so that rows may sum to less.";
}

std::string nameOf(PieceStep step)
{
    return step == PieceStep::Sum ? "sum" : "mean";
}

std::string mergingExplanation(const UnitSteps &steps)
{
    if (!changes(steps))
        return {};
    if (steps.columns == PieceStep::None)
        return fmt::format(" The row of a word is the {} over its pieces.", nameOf(steps.rows));
    if (steps.rows == PieceStep::None)
        return fmt::format(" The column of a word is the {} over its pieces.", nameOf(steps.columns));
    return fmt::format(" The column of a word is the {} over its pieces, its row their {}.", nameOf(steps.columns),
                       nameOf(steps.rows));
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

std::string unitName(std::string name, const DisplayUnits &units)
{
    constexpr std::string_view token = "token";
    if (!units.areWords() || !name.ends_with(token))
        return name;
    const bool isOfOne = name.size() > token.size();
    return name.replace(name.size() - token.size(), token.size(), isOfOne ? "(word)" : "word");
}

FigureAxis unitAxis(std::string name, const DisplayUnits &units)
{
    FigureAxis axis{.name = unitName(std::move(name), units), .labels = {}, .showsUnits = true};
    for (const DisplayUnit &unit : units.all())
        axis.labels.push_back({unit.label, unit.isSpecial});
    return axis;
}

FigureAxis numberedAxis(std::string name, Eigen::Index count)
{
    FigureAxis axis{.name = std::move(name), .labels = {}, .angle = 0};
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

std::string unitExplanation(const DisplayUnits &units, const UnitSteps &steps)
{
    std::string text;
    if (units.leavesOutTokens())
        text += leavingOutExplanation(units, steps);
    if (mergesWords(units))
        text += mergingExplanation(steps);
    return text;
}

std::string scaleNote(double gamma, const DisplayUnits &units, const UnitSteps &steps)
{
    std::string note = gamma != 1 ? "gamma " + shortNumber(gamma) : "";
    if (!changes(steps))
        return note;
    if (units.leavesOutTokens())
        note = joinedNotes(std::move(note), renormalizes(units, steps) ? "renormalized" : "without special tokens");
    return mergesWords(units) ? joinedNotes(std::move(note), "words") : note;
}

std::string joinedNotes(std::string note, const std::string &more)
{
    if (!note.empty() && !more.empty())
        note += " · ";
    return note + more;
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
    return fmt::format("{}\n{} x {}\n{}{} {}{}\n", figure.title, figure.rows.name, figure.columns.name, printTable(rows),
                       figure.valueName, printed(figure.scale),
                       figure.scaleNote.empty() ? "" : " (" + figure.scaleNote + ')');
}

}  // namespace core
