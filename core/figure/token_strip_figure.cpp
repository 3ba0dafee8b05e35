#include "core/figure/token_strip_figure.h"

#include "core/figure/figure_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace core {
namespace {

std::vector<double> shownImportance(const AnalysisSnapshot &snapshot, const DisplayUnits &units)
{
    const bool fits = snapshot.importance && static_cast<int>(snapshot.importance->values.size()) == units.tokenCount();
    if (!fits)
        return std::vector<double>(static_cast<std::size_t>(units.size()), std::numeric_limits<double>::quiet_NaN());
    return importanceOfUnits(snapshot.importance->values, units);
}

double largestSize(const std::vector<double> &values)
{
    double largest = 0;
    for (const double value : values)
        largest = std::isnan(value) ? largest : std::max(largest, std::abs(value));
    return largest;
}

} // namespace

TokenStripFigure tokenStripFigure(const AnalysisSnapshot &snapshot, const DisplayUnits &units)
{
    TokenStripFigure figure{.title = "Tokens", .explanation = {}, .measureName = {}, .chips = {}};
    if (snapshot.importance) {
        const ImportanceDescription &measure = describe(snapshot.importance->measure);
        figure.measureName = measure.name;
        figure.explanation = "The tokens the model reads; background and underline grow with " + std::string(measure.name) + ": "
            + std::string(measure.formula) + '.';
    }
    const std::vector<double> values = shownImportance(snapshot, units);
    const double largest = largestSize(values);
    for (int unit = 0; unit < units.size(); ++unit) {
        const double value = values[static_cast<std::size_t>(unit)];
        const bool hasShare = largest > 0 && !std::isnan(value);
        figure.chips.push_back({.label = units[unit].label,
                                .isSpecial = units[unit].isSpecial,
                                .value = value,
                                .share = hasShare ? std::abs(value) / largest : 0,
                                .number = formatBriefly(value)});
    }
    return figure;
}

std::string printFigure(const TokenStripFigure &figure)
{
    std::string text = figure.title + ": " + figure.measureName + '\n';
    for (const TokenChip &chip : figure.chips)
        text += chip.label + (chip.isSpecial ? " (special) " : " ") + chip.number + '\n';
    return text;
}

} // namespace core
