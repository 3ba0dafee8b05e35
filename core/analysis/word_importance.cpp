#include "core/analysis/word_importance.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

constexpr std::array descriptions{
    ImportanceDescription{ImportanceMeasure::AttentionReceived, "attention_received", "attention received",
                          "mean of P_ij over layers, heads and queries i", false},
    ImportanceDescription{ImportanceMeasure::AttentionFromFirst, "attention_from_first", "attention from first",
                          "P_0j of the last layer, mean over heads", false},
    ImportanceDescription{ImportanceMeasure::Erasure, "erasure", "erasure", "p(class) − p(class without the token); causal",
                          true},
};

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

}  // namespace core
