#include "core/analysis/measures/word_importance.h"

#include "core/base/undefined.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace core {
namespace {

constexpr std::array descriptions{
    ImportanceDescription{ImportanceMeasure::AttentionReceived, "attention_received", "attention received",
                          "mean of P_ij over layers, heads and queries i", false, true},
    ImportanceDescription{ImportanceMeasure::AttentionFromFirst, "attention_from_first", "attention from [CLS]",
                          "P_0j of the last layer, mean over heads", false, true},
    ImportanceDescription{ImportanceMeasure::Erasure, "erasure", "erasure",
                          "fall of the model's output when the token or word is deleted; causal", true, false},
};

// The value of a measure that says something of each of its units alone.
double valueOfSpan(const WordImportance &importance, const TokenSpan &span)
{
    if (importance.words.empty())
        return span.count == 1 ? importance.values[static_cast<std::size_t>(span.first)] : undefined;
    const auto found = std::ranges::find(importance.words, span);
    return found == importance.words.end() ? undefined
                                           : importance.values[static_cast<std::size_t>(found - importance.words.begin())];
}

double sumOfSpan(const WordImportance &importance, const TokenSpan &span)
{
    const auto pieces =
        std::span(importance.values).subspan(static_cast<std::size_t>(span.first), static_cast<std::size_t>(span.count));
    return std::accumulate(pieces.begin(), pieces.end(), 0.0);
}

}  // namespace

std::span<const ImportanceDescription> importanceDescriptions()
{
    return descriptions;
}

const ImportanceDescription &describe(ImportanceMeasure measure)
{
    return *std::ranges::find(descriptions, measure, &ImportanceDescription::measure);
}

std::string_view importanceFormula(ImportanceMeasure measure, AttentionColumns columns)
{
    if (columns == AttentionColumns::Slots && measure == ImportanceMeasure::AttentionReceived)
        return "mean of |M_ij| over layers, heads and queries i, with the effective map M = P F";
    if (columns == AttentionColumns::Slots && measure == ImportanceMeasure::AttentionFromFirst)
        return "|M_0j| of the last layer, mean over heads, with the effective map M = P F";
    return describe(measure).formula;
}

std::vector<double> importanceOf(const WordImportance &importance, std::span<const TokenSpan> spans)
{
    const bool isAdditive = describe(importance.measure).isAdditive;
    std::vector<double> values;
    for (const TokenSpan &span : spans)
        values.push_back(isAdditive ? sumOfSpan(importance, span) : valueOfSpan(importance, span));
    return values;
}

}  // namespace core
