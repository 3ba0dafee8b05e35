#pragma once

#include "core/base/indices.h"
#include "core/model/forward_trace.h"

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace core {

// One number about one head's attention map. A new measure is one enumerator, one row of
// descriptions, one function, and one more in HeadMeasureTable::measureCount.
enum class HeadMeasure { Entropy, Distance, DiagonalMass, NumericalRank, EffectiveRank, StableRank, Asymmetry };

struct HeadMeasureDescription {
    HeadMeasure measure;
    std::string_view id;       // as in files: "effective_rank"
    std::string_view name;     // as in the window: "effective rank"
    std::string_view formula;  // one short line below the number
    std::string_view source;   // the paper it comes from
    int decimals;              // how many a reader wants to see
};

std::span<const HeadMeasureDescription> headMeasureDescriptions();
const HeadMeasureDescription &describe(HeadMeasure measure);

// Every measure of every head of one pass. NaN where a measure is not defined (the diagonal of heads x words).
class HeadMeasureTable
{
public:
    HeadMeasureTable() = default;
    HeadMeasureTable(int layers, int heads);

    int layers() const { return m_layers; }
    int heads() const { return m_heads; }
    double at(HeadRef head, HeadMeasure measure) const;
    void set(HeadRef head, HeadMeasure measure, double value);
    // The largest value the measure can take on a map of this rank at most; 1 for shares. Asymmetry has none, but exceeds 1
    // only where the antisymmetric part outweighs the symmetric one.
    static double upperBound(HeadMeasure measure, int rankBound);

    static constexpr std::size_t measureCount = 7;

private:
    int m_layers = 0;
    int m_heads = 0;
    std::vector<std::array<double, measureCount>> m_values;
};

}  // namespace core
