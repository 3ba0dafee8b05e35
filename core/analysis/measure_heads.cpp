#include "core/analysis/measure_heads.h"

#include "core/analysis/attention_measures.h"
#include "core/analysis/rank_measures.h"
#include "core/analysis/singular_values.h"
#include "core/analysis/symmetric_scores.h"
#include "core/base/parallel_for.h"

#include <algorithm>

namespace core {
namespace {

void measureRanks(HeadRef head, const MatrixView &attention, HeadMeasureTable &table)
{
    const std::vector<double> sigma = singularValues(attention);
    const double tolerance = defaultRankTolerance(sigma, static_cast<int>(attention.rows()), static_cast<int>(attention.cols()));
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

void measureHead(HeadRef head, const EncoderTrace &trace, HeadMeasureTable &table)
{
    const LayerTrace &layer = trace.layers[head.layer.value];
    const MatrixView attention = layer.attention[head.head.value];
    table.set(head, HeadMeasure::Entropy, normalizedEntropy(attention));
    measureRanks(head, attention, table);
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

} // namespace

Result<HeadMeasureTable> measureHeads(const ForwardTrace &trace, const StopToken &stop)
{
    if (const auto *lama = std::get_if<LamaTrace>(&trace.network))
        return measureWords(*lama);
    const auto &encoder = std::get<EncoderTrace>(trace.network);
    const auto &layers = encoder.layers;
    const int heads = layers.empty() ? 0 : layers.front().attention.heads();
    const double rows = heads > 0 ? layers.front().attention.rows() : 0;
    const double columns = heads > 0 ? layers.front().attention.columns() : 0;
    const double smaller = std::min(rows, columns);
    const double operationsEach = 12.0 * rows * columns * smaller;  // Gram matrix and its eigenvalues
    HeadMeasureTable table(static_cast<int>(layers.size()), heads);
    parallelFor(table.layers() * heads, operationsEach, [&](int index) {
        if (stop.stop_requested())
            return;
        const HeadRef head{{index / heads}, {index % heads}};
        measureHead(head, encoder, table);
    });
    if (stop.stop_requested())
        return cancelled();
    return table;
}

} // namespace core
