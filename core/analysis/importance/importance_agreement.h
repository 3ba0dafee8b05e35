#pragma once

#include "core/analysis/importance/importance_measure.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace core {

// What F32 leaves of a difference of two outputs that are alike.
inline constexpr double importanceRounding = 1e-6;

// How alike two measures order the tokens or words of a text. Values that are not defined, NaN, take their token out.

// Kendall's tau-b (Kendall 1945), -1 to 1; none below 3 tokens with both values, and where one measure is the same on all of them.
std::optional<double> kendallTauB(std::span<const double> left, std::span<const double> right);

// Share of the k most important tokens that both have in common, k = max(1, round(0.2 n)) of the n tokens with both values; of equal
// values the earlier token counts first. None without a token.
std::optional<double> topOverlap(std::span<const double> left, std::span<const double> right);

// What measures are ordered by. A signed one is compared with an unsigned one by its size, since both then say how much a token
// counts and neither in which direction.
enum class ImportanceOrder { Value, Magnitude };

// The values of one measure, one for each token or word.
struct MeasuredUnits {
    ImportanceMeasure measure = ImportanceMeasure::AttentionReceived;
    std::vector<double> values;
};

struct AgreementOfPair {
    std::optional<double> kendall;
    std::optional<double> topOverlap;
    ImportanceOrder order = ImportanceOrder::Value;
    std::string absence;  // why there is no tau, a clause; empty where there is one
};

// Of two measures of the same tokens or words. Nothing of a measure whose values differ by no more than importanceRounding.
AgreementOfPair agreementOf(const MeasuredUnits &left, const MeasuredUnits &right);

// Every measure with every other.
struct ImportanceAgreement {
    std::vector<ImportanceMeasure> measures;
    std::vector<AgreementOfPair> pairs;  // measures x measures, symmetric

    const AgreementOfPair &at(std::size_t row, std::size_t column) const { return pairs[row * measures.size() + column]; }
};

ImportanceAgreement importanceAgreement(std::span<const MeasuredUnits> measured);

}  // namespace core
