#pragma once

#include "core/analysis/spectra/spectrum_measures.h"
#include "core/base/indices.h"
#include "core/base/matrix.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace core {

// One number about one head's attention map.
enum class HeadMeasure { Entropy, Distance, DiagonalMass, NumericalRank, EffectiveRank, StableRank, Asymmetry };

// What there is of a head to be measured; empty what the pass did not keep or the mechanism does not have.
struct MeasuredHead {
    MatrixView attention;                     // rows are distributions
    std::optional<MatrixView> tokenMap = {};  // the attention where its rows and columns are the text's tokens
    std::optional<MatrixView> scores = {};    // between the text's tokens
    std::span<const double> sigma = {};       // singular values of the attention
};

// What a measure may come to, which its bar shows as full.
enum class MeasureRange {
    Share,  // 0 to 1
    Rank,   // to the largest rank that the head's map can have
    Ratio   // from 0 without an end; full at 1, where both sides weigh the same
};

// All there is to say of a measure. A new one is an enumerator, a row in the same place of the table, and its function.
struct HeadMeasureDescription {
    HeadMeasure measure;
    std::string_view id;       // as in files: "effective_rank"
    std::string_view name;     // as in the window: "effective rank"
    std::string_view formula;  // one short line below the number
    std::string_view source;   // the paper it comes from
    int decimals;              // how many a reader wants to see
    MeasureRange range;
    std::optional<SpectrumMeasure> ofSpectrum;  // where it is that measure of the attention's singular values
    double (*of)(const MeasuredHead &head);     // NaN where it is not defined
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
    // The value at which the measure's bar is full, on a map of this rank at most.
    static double upperBound(HeadMeasure measure, int rankBound);

private:
    std::size_t placeOf(HeadRef head, HeadMeasure measure) const;

    int m_layers = 0;
    int m_heads = 0;
    std::vector<double> m_values;  // layers x heads x measures
};

}  // namespace core
