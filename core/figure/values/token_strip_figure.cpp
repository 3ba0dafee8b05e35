#include "core/figure/values/token_strip_figure.h"

#include "core/figure/values/figure_text.h"
#include "core/pipeline/model_outputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

// "fall of p(positive) when the token is deleted; causal": what the values of the shown importance are.
std::string formulaOf(const AnalysisSnapshot &snapshot)
{
    const WordImportance &importance = *snapshot.importance;
    if (!importance.output || !snapshot.model)
        return std::string(importanceFormula(importance.measure, attentionColumns(snapshot)));
    const std::string quantity = quantityName(snapshot.model->config, *importance.output);
    return fmt::format("fall of {}{} when the {} is deleted; causal", quantity,
                       quantity.find(", ") == std::string::npos ? "" : ",", importance.words.empty() ? "token" : "word");
}

// What is drawn with full strength: the largest value of a real token, as special ones often dwarf all others. Values that
// hardly differ stay pale, so that a strong color always means more than its share.
double fullStrength(const std::vector<double> &values, const DisplayUnits &units)
{
    constexpr double outstanding = 2.5;  // times the mean
    double largest = 0;
    double sum = 0;
    int count = 0;
    for (int unit = 0; unit < units.size(); ++unit) {
        const double size = std::abs(values[static_cast<std::size_t>(unit)]);
        if (units[unit].isSpecial || std::isnan(size))
            continue;
        largest = std::max(largest, size);
        sum += size;
        ++count;
    }
    return count > 0 ? std::max(largest, outstanding * sum / count) : 0;
}

}  // namespace

std::string importanceName(const AnalysisSnapshot &snapshot)
{
    const WordImportance &importance = *snapshot.importance;
    const std::string name(describe(importance.measure).name);
    return importance.output && snapshot.model
               ? name + ", fall of " + quantityName(snapshot.model->config, *importance.output)
               : name;
}

TokenStripFigure tokenStripFigure(const AnalysisSnapshot &snapshot, const DisplayUnits &units)
{
    TokenStripFigure figure{
        .title = "Tokens", .explanation = {}, .measureName = {}, .chips = {}, .isRightToLeft = runsRightToLeft(snapshot)};
    if (snapshot.importance) {
        figure.measureName = importanceName(snapshot);
        figure.explanation = fmt::format("The tokens the model reads; background and underline grow with {}: {}.",
                                         describe(snapshot.importance->measure).name, formulaOf(snapshot));
    }
    figure.chips =
        tokenChips(importanceOfUnits(snapshot.importance ? *snapshot.importance : WordImportance(), units), units);
    return figure;
}

std::string importanceCaption(const AnalysisSnapshot &snapshot)
{
    if (!snapshot.importance || !snapshot.importance->output || !snapshot.model)
        return {};
    return std::string(describe(snapshot.importance->measure).name) + ": " + formulaOf(snapshot);
}

std::vector<TokenChip> tokenChips(const std::vector<double> &values, const DisplayUnits &units)
{
    std::vector<TokenChip> chips;
    const double full = fullStrength(values, units);
    for (int unit = 0; unit < units.size(); ++unit) {
        const double value = values[static_cast<std::size_t>(unit)];
        const bool hasShare = full > 0 && !std::isnan(value);
        chips.push_back({.label = units[unit].label,
                         .isSpecial = units[unit].isSpecial,
                         .value = value,
                         .share = hasShare ? std::min(1.0, std::abs(value) / full) : 0,
                         .number = formatBriefly(value)});
    }
    return chips;
}

std::string printFigure(const TokenStripFigure &figure)
{
    std::string text = fmt::format("{}: {}\n", figure.title, figure.measureName);
    for (const TokenChip &chip : figure.chips)
        text += fmt::format("{}{}{}\n", chip.label, chip.isSpecial ? " (special) " : " ", chip.number);
    return text;
}

}  // namespace core
