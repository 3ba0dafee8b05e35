#include "core/analysis/measures/head_measures.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace core {
namespace {

constexpr std::array measureTable{
    HeadMeasureDescription{HeadMeasure::Entropy, "entropy", "entropy", "mean row entropy / ln n", "Clark et al. 2019", 2},
    HeadMeasureDescription{HeadMeasure::Distance, "distance", "distance", "mean |i − j| / n", "Vig and Belinkov 2019", 2},
    HeadMeasureDescription{HeadMeasure::DiagonalMass, "diagonal_mass", "diagonal mass", "mean P_ii, uniform: 1 / n",
                           "SparseBERT, Shi et al. 2021", 2},
    HeadMeasureDescription{HeadMeasure::NumericalRank, "numerical_rank", "numerical rank", "σ above σ₁ · n · 1.2e−7",
                           "Golub and Van Loan", 0},
    HeadMeasureDescription{HeadMeasure::EffectiveRank, "effective_rank", "effective rank", "exp entropy of σ / Σσ",
                           "Roy and Vetterli 2007", 1},
    HeadMeasureDescription{HeadMeasure::StableRank, "stable_rank", "stable rank", "Σσ² / σ₁²", "Rudelson and Vershynin 2007",
                           1},
    HeadMeasureDescription{HeadMeasure::Asymmetry, "asymmetry", "asymmetry of scores", "‖S − Sᵀ‖ / ‖S + Sᵀ‖",
                           "Courtois et al.; 0 for shared and symmetric weights", 2},
};

static_assert(measureTable.size() == HeadMeasureTable::measureCount);

std::size_t columnOf(HeadMeasure measure)
{
    return static_cast<std::size_t>(measure);
}

}  // namespace

std::span<const HeadMeasureDescription> headMeasureDescriptions()
{
    return measureTable;
}

const HeadMeasureDescription &describe(HeadMeasure measure)
{
    return *std::ranges::find(measureTable, measure, &HeadMeasureDescription::measure);
}

HeadMeasureTable::HeadMeasureTable(int layers, int heads)
    : m_layers(layers), m_heads(heads), m_values(static_cast<std::size_t>(layers) * heads)
{
    for (auto &values : m_values)
        values.fill(std::numeric_limits<double>::quiet_NaN());
}

double HeadMeasureTable::at(HeadRef head, HeadMeasure measure) const
{
    assert(head.layer.value < m_layers && head.head.value < m_heads);
    return m_values[static_cast<std::size_t>(head.layer.value) * m_heads + head.head.value][columnOf(measure)];
}

void HeadMeasureTable::set(HeadRef head, HeadMeasure measure, double value)
{
    assert(head.layer.value < m_layers && head.head.value < m_heads);
    m_values[static_cast<std::size_t>(head.layer.value) * m_heads + head.head.value][columnOf(measure)] = value;
}

double HeadMeasureTable::upperBound(HeadMeasure measure, int rankBound)
{
    switch (measure) {
    case HeadMeasure::NumericalRank:
    case HeadMeasure::EffectiveRank:
    case HeadMeasure::StableRank: return rankBound;
    case HeadMeasure::Entropy:
    case HeadMeasure::Distance:
    case HeadMeasure::DiagonalMass:
    case HeadMeasure::Asymmetry: return 1.0;
    }
    return 1.0;
}

}  // namespace core
