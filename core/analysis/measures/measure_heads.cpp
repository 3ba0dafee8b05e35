#include "core/analysis/measures/measure_heads.h"

#include "core/analysis/measures/attention_measures.h"
#include "core/analysis/measures/symmetric_scores.h"
#include "core/analysis/spectra/rank_measures.h"
#include "core/base/parallel_for.h"

#include <span>

namespace core {
namespace {

void measureRanks(HeadRef head, const MatrixView &attention, std::span<const double> sigma, HeadMeasureTable &table)
{
    const double tolerance =
        defaultRankTolerance(sigma, static_cast<int>(attention.rows()), static_cast<int>(attention.cols()));
    table.set(head, HeadMeasure::NumericalRank, numericalRank(sigma, tolerance));
    table.set(head, HeadMeasure::EffectiveRank, effectiveRank(sigma));
    table.set(head, HeadMeasure::StableRank, stableRank(sigma));
}

void measurePositions(HeadRef head, const LayerTrace &layer, HeadMeasureTable &table)
{
    const MatrixView attention = layer.attention[head.head.value];
    table.set(head, HeadMeasure::Distance, meanDistance(attention));
    table.set(head, HeadMeasure::DiagonalMass, diagonalMass(attention));
    if (!layer.scores.isEmpty())
        table.set(head, HeadMeasure::Asymmetry, asymmetryIndex(layer.scores[head.head.value]));
}

void measureHead(HeadRef head, const EncoderTrace &trace, std::span<const double> sigma, HeadMeasureTable &table)
{
    const LayerTrace &layer = trace.layers[head.layer.value];
    const MatrixView attention = layer.attention[head.head.value];
    table.set(head, HeadMeasure::Entropy, normalizedEntropy(attention));
    measureRanks(head, attention, sigma, table);
    if (trace.attentionColumns == AttentionColumns::Tokens)
        measurePositions(head, layer, table);
}

HeadMeasureTable measureWords(const LamaTrace &trace)
{
    const auto heads = static_cast<int>(trace.attention.rows());
    HeadMeasureTable table(1, heads);
    if (trace.attention.cols() == 0)
        return table;
    for (int head = 0; head < heads; ++head) {
        const MatrixView row(trace.attention.row(head).data(), 1, trace.attention.cols());
        table.set({{0}, {head}}, HeadMeasure::Entropy, normalizedEntropy(row));
    }
    return table;
}

}  // namespace

Result<HeadMeasureTable> measureHeads(const ForwardTrace &trace, const SpectrumSet &spectra, const StopToken &stop)
{
    if (const auto *lama = std::get_if<LamaTrace>(&trace.network))
        return measureWords(*lama);
    const auto &encoder = std::get<EncoderTrace>(trace.network);
    const auto layers = static_cast<int>(encoder.layers.size());
    if (layers == 0)
        return HeadMeasureTable();
    const HeadMatrices &first = encoder.layers.front().attention;
    const int heads = first.heads();
    HeadMeasureTable table(layers, heads);
    const double operationsEach = 20.0 * first.rows() * first.columns();  // a logarithm for each cell, and its distance
    parallelFor(layers * heads, operationsEach, [&](int index) {
        const HeadRef head{{index / heads}, {index % heads}};
        if (!stop.stop_requested())
            measureHead(head, encoder, spectra.of(spectra.attention, head), table);
    });
    if (stop.stop_requested())
        return cancelled();
    return table;
}

}  // namespace core
