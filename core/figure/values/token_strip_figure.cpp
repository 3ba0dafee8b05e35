#include "core/figure/values/token_strip_figure.h"

#include "core/analysis/importance/importance_agreement.h"
#include "core/figure/values/figure_text.h"
#include "core/importance/importance_target.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

// "when the token is deleted; causal", of a measure that erases.
std::string erasureWords(const WordImportance &importance)
{
    const char *unit = importance.words.empty() ? "token" : "word";
    switch (importance.measure) {
    case ImportanceMeasure::ErasureMask: return fmt::format("when [MASK] or [UNK] replaces the {}; causal", unit);
    case ImportanceMeasure::ErasureKeys: return fmt::format("when nothing may attend to the {}; causal", unit);
    default: return fmt::format("when the {} is deleted; causal", unit);
    }
}

// "fall of p(positive) when the token is deleted; causal": what the values of the shown importance are.
std::string formulaOf(const AnalysisSnapshot &snapshot)
{
    const WordImportance &importance = *snapshot.importance;
    std::string formula(importanceFormula(importance.measure, attentionColumns(snapshot)));
    if (!importance.target || !snapshot.model)
        return formula;
    const std::string quantity = targetText(*snapshot.model, *importance.target);
    if (describe(importance.measure).cost != ImportanceCost::Passes)
        return fmt::format("{}; y = {}", formula, quantity);
    return fmt::format("fall of {}{} {}", quantity, quantity.find(", ") == std::string::npos ? "" : ",",
                       erasureWords(importance));
}

}  // namespace

std::string importanceName(const AnalysisSnapshot &snapshot)
{
    const WordImportance &importance = *snapshot.importance;
    const std::string name(describe(importance.measure).name);
    if (!importance.target || !snapshot.model)
        return name;
    const bool isFall = describe(importance.measure).cost == ImportanceCost::Passes;
    return name + (isFall ? ", fall of " : ", ") + targetText(*snapshot.model, *importance.target);
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
    if (!snapshot.importance || !snapshot.importance->target || !snapshot.model)
        return {};
    return std::string(describe(snapshot.importance->measure).name) + ": " + formulaOf(snapshot);
}

std::vector<TokenChip> tokenChips(const std::vector<double> &values, const DisplayUnits &units)
{
    std::vector<TokenChip> chips;
    for (int unit = 0; unit < units.size(); ++unit) {
        const double value = values[static_cast<std::size_t>(unit)];
        chips.push_back({.label = units[unit].label,
                         .isSpecial = units[unit].isSpecial,
                         .value = value,
                         .share = 0,
                         .number = formatBriefly(value)});
    }
    setFullStrength(chips, fullStrength(chips));
    return chips;
}

double fullStrength(const std::vector<TokenChip> &chips)
{
    constexpr double outstanding = 2.5;  // times the mean
    double largest = 0;
    double sum = 0;
    int count = 0;
    for (const TokenChip &chip : chips) {
        const double size = std::abs(chip.value);
        if (chip.isSpecial || std::isnan(size))
            continue;
        largest = std::max(largest, size);
        sum += size;
        ++count;
    }
    return count > 0 ? std::max(largest, outstanding * sum / count) : 0;
}

void setFullStrength(std::vector<TokenChip> &chips, double full)
{
    // What is smaller than the rounding of a pass is no difference to draw.
    for (TokenChip &chip : chips)
        chip.share = full > importanceRounding && !std::isnan(chip.value) ? std::min(1.0, std::abs(chip.value) / full) : 0;
}

std::string printFigure(const TokenStripFigure &figure)
{
    std::string text = fmt::format("{}: {}\n", figure.title, figure.measureName);
    for (const TokenChip &chip : figure.chips)
        text += fmt::format("{}{}{}\n", chip.label, chip.isSpecial ? " (special) " : " ", chip.number);
    return text;
}

}  // namespace core
