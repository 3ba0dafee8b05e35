#include "core/analysis/measures/head_measures.h"

#include "core/analysis/measures/attention_measures.h"
#include "core/analysis/measures/symmetric_scores.h"
#include "core/base/undefined.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace core {
namespace {

template <auto function>
double ofTokenMap(const MeasuredHead &head)
{
    return head.tokenMap ? function(*head.tokenMap) : undefined;
}

double entropyOf(const MeasuredHead &head)
{
    return normalizedEntropy(head.attention);
}

double asymmetryOf(const MeasuredHead &head)
{
    return head.scores ? asymmetryIndex(*head.scores) : undefined;
}

template <SpectrumMeasure rank>
double rankOf(const MeasuredHead &head)
{
    const auto longest = static_cast<int>(std::max(head.attention.rows(), head.attention.cols()));
    return spectrumMeasure(rank, head.sigma, {.tokens = longest});
}

// A rank is described where the measures of spectra are. `decimals` are those that have room in the corner of a picture.
template <SpectrumMeasure rank>
HeadMeasureDescription rankRow(HeadMeasure measure, int decimals)
{
    const SpectrumMeasureDescription &spectrum = describe(rank);
    return {measure,  spectrum.id,        spectrum.name, spectrum.formula, spectrum.source,
            decimals, MeasureRange::Rank, rank,          rankOf<rank>};
}

HeadMeasureDescription row(HeadMeasure measure, std::string_view id, std::string_view name, std::string_view formula,
                           std::string_view source, MeasureRange range, double (*of)(const MeasuredHead &))
{
    return {measure, id, name, formula, source, /*decimals=*/2, range, std::nullopt, of};
}

// In the order of HeadMeasure.
const auto &measureTable()
{
    static const std::array table{
        row(HeadMeasure::Entropy, "entropy", "entropy", "mean row entropy / ln n", "Clark et al. 2019", MeasureRange::Share,
            entropyOf),
        row(HeadMeasure::Distance, "distance", "distance", "mean |i − j| / n", "Vig and Belinkov 2019", MeasureRange::Share,
            ofTokenMap<meanDistance>),
        row(HeadMeasure::DiagonalMass, "diagonal_mass", "diagonal mass", "mean P_ii, uniform: 1 / n",
            "SparseBERT, Shi et al. 2021", MeasureRange::Share, ofTokenMap<diagonalMass>),
        rankRow<SpectrumMeasure::NumericalRank>(HeadMeasure::NumericalRank, 0),
        rankRow<SpectrumMeasure::EffectiveRank>(HeadMeasure::EffectiveRank, 1),
        rankRow<SpectrumMeasure::StableRank>(HeadMeasure::StableRank, 1),
        row(HeadMeasure::Asymmetry, "asymmetry", "asymmetry of scores", "‖S − Sᵀ‖ / ‖S + Sᵀ‖",
            "Courtois et al.; 0 for shared and symmetric weights", MeasureRange::Ratio, asymmetryOf),
    };
    return table;
}

}  // namespace

std::span<const HeadMeasureDescription> headMeasureDescriptions()
{
    return measureTable();
}

const HeadMeasureDescription &describe(HeadMeasure measure)
{
    return measureTable()[static_cast<std::size_t>(measure)];
}

HeadMeasureTable::HeadMeasureTable(int layers, int heads)
    : m_layers(layers), m_heads(heads),
      m_values(static_cast<std::size_t>(layers) * heads * headMeasureDescriptions().size(), undefined)
{
}

double HeadMeasureTable::at(HeadRef head, HeadMeasure measure) const
{
    return m_values[placeOf(head, measure)];
}

void HeadMeasureTable::set(HeadRef head, HeadMeasure measure, double value)
{
    m_values[placeOf(head, measure)] = value;
}

double HeadMeasureTable::upperBound(HeadMeasure measure, int rankBound)
{
    return describe(measure).range == MeasureRange::Rank ? rankBound : 1.0;
}

std::size_t HeadMeasureTable::placeOf(HeadRef head, HeadMeasure measure) const
{
    assert(head.layer.value < m_layers && head.head.value < m_heads);
    const std::size_t row = static_cast<std::size_t>(head.layer.value) * m_heads + head.head.value;
    return row * headMeasureDescriptions().size() + static_cast<std::size_t>(measure);
}

}  // namespace core
