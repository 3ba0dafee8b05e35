#include "core/model/gradient/recorded_pass.h"

#include "core/ops/activation.h"

#include <utility>

namespace core {
namespace {

const KeptTensors keepsNothing = KeptTensors::none();
const StopToken neverStops;

}  // namespace

RecordedPass::RecordedPass(const EncoderParts &parts, int tokens, const ForwardOptions &options)
    : m_parts(parts), m_options(options),
      m_plan(options.mask, parts.patternInput(tokens), trainedMask(parts.trainedMask, parts.gates.get(), tokens)),
      m_records(parts.layers.size())
{
}

AttentionInput RecordedPass::inputOf(const LayerRecord &record, const Matrix &hidden) const
{
    return {hidden, m_options.maskedKeys, record.mask, keepsNothing, RankLimits(), neverStops};
}

void RecordedPass::forth(int layer, Matrix &hidden)
{
    const EncoderLayer &parts = *m_parts.layers[layer];
    LayerRecord &record = m_records[layer];
    record.mask = m_plan.of({layer});
    LayerTrace nothingKept;
    const bool normalizesFirst = m_parts.norms == NormPlace::BeforeSteps;
    if (normalizesFirst) {
        record.input = hidden;
        m_attended = hidden;
        normalizeRows(parts.attentionNorm, m_attended);
    }
    const Matrix &read = normalizesFirst ? m_attended : hidden;
    parts.attention->attend(inputOf(record, read), record.attention, nothingKept, m_context);
    parts.attentionOutput.apply(m_context, record.attentionSum);
    record.attentionSum += hidden;

    m_attended = record.attentionSum;
    normalizeRows(normalizesFirst ? parts.outputNorm : parts.attentionNorm, m_attended);
    parts.intermediate.applyBeforeActivation(m_attended, record.expanded);
    m_expanded = record.expanded;
    activateInPlace(parts.intermediate.activation(), m_expanded.data(), valueCount(m_expanded));
    parts.output.apply(m_expanded, hidden);
    if (normalizesFirst) {
        hidden += record.attentionSum;
        return;
    }
    hidden += m_attended;
    record.outputSum = hidden;
    normalizeRows(parts.outputNorm, hidden);
}

// Of a sum each summand gets the gradient: what goes round the feed-forward layer and round the attention is added behind them.
void RecordedPass::back(int layer, Matrix &hidden, HeadMatrices *ofAttention)
{
    const EncoderLayer &parts = *m_parts.layers[layer];
    const LayerRecord &record = m_records[layer];
    const bool normalizesFirst = m_parts.norms == NormPlace::BeforeSteps;
    if (!normalizesFirst)
        normalizeRowsGradient(parts.outputNorm, record.outputSum, hidden);
    parts.output.transposed().apply(hidden, m_expanded);
    multiplyByDerivative(parts.intermediate.activation(), record.expanded.data(), valueCount(m_expanded), m_expanded.data());
    parts.intermediate.transposed().apply(m_expanded, m_attended);
    if (normalizesFirst)
        normalizeRowsGradient(parts.outputNorm, record.attentionSum, m_attended);
    m_attended += hidden;
    if (!normalizesFirst)
        normalizeRowsGradient(parts.attentionNorm, record.attentionSum, m_attended);

    parts.attentionOutput.transposed().apply(m_attended, m_context);
    for (const int head : record.mask.ablated)
        m_context.middleCols(static_cast<Eigen::Index>(head) * m_parts.headSize, m_parts.headSize).setZero();
    parts.attention->propagateBack({inputOf(record, hidden), record.attention, m_context, ofAttention}, m_gradients, hidden);
    if (normalizesFirst)
        normalizeRowsGradient(parts.attentionNorm, record.input, hidden);
    hidden += m_attended;
}

HeadMatrices RecordedPass::takeMap(int layer)
{
    return std::move(m_records[layer].attention.maps);
}

}  // namespace core
