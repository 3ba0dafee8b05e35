#include "core/analysis/measures/measure_heads.h"

#include "core/base/parallel_for.h"

#include <span>

namespace core {
namespace {

void fill(HeadRef head, const MeasuredHead &measured, HeadMeasureTable &table)
{
    for (const HeadMeasureDescription &description : headMeasureDescriptions())
        table.set(head, description.measure, description.of(measured));
}

void measureHead(HeadRef head, const EncoderTrace &trace, std::span<const double> sigma, HeadMeasureTable &table)
{
    const LayerTrace &layer = trace.layers[head.layer.value];
    MeasuredHead measured{.attention = layer.attention[head.head.value], .sigma = sigma};
    if (trace.attentionColumns == AttentionColumns::Tokens) {
        measured.tokenMap.emplace(measured.attention);
        if (!layer.scores.isEmpty())
            measured.scores.emplace(layer.scores[head.head.value]);
    }
    fill(head, measured, table);
}

HeadMeasureTable measureWords(const LamaTrace &trace)
{
    const auto heads = static_cast<int>(trace.attention.rows());
    HeadMeasureTable table(1, heads);
    if (trace.attention.cols() == 0)
        return table;
    for (int head = 0; head < heads; ++head) {
        const MatrixView row(trace.attention.row(head).data(), 1, trace.attention.cols());
        fill({{0}, {head}}, {.attention = row}, table);
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
