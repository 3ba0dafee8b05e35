#include "core/model/encoder.h"

#include "core/base/parallel_for.h"
#include "core/ops/activation.h"

#include <fmt/core.h>

namespace core {
namespace {

// Of the layer; empty where none of its heads is cut.
std::vector<std::optional<int>> rankLimits(const RankTruncation &truncation, LayerIndex layer, int heads)
{
    std::vector<std::optional<int>> limits;
    for (const HeadRef &head : truncation.heads) {
        if (head.layer != layer || head.head.value < 0 || head.head.value >= heads)
            continue;
        limits.resize(heads);
        limits[head.head.value] = truncation.rank;
    }
    return limits;
}

}  // namespace

Encoder::Encoder(const ModelConfig &config, const TensorSource &tensors) : m_parts(readEncoderParts(config, tensors)) {}

std::vector<AttentionParameters> Encoder::attentionParameters() const
{
    std::vector<AttentionParameters> parameters;
    for (const auto &layer : m_parts.layers)
        parameters.push_back(layer->attention->parameters());
    return parameters;
}

std::span<const Matrix> Encoder::outputProjections() const
{
    std::call_once(m_hasOutputProjections, [this] {
        for (const auto &layer : m_parts.layers)
            m_outputProjections.push_back(layer->attentionOutput.weight());
    });
    return m_outputProjections;
}

Matrix Encoder::inputs(std::span<const TokenId> ids) const
{
    const auto count = static_cast<Eigen::Index>(ids.size());
    Matrix inputs = m_parts.positionEmbeddings.topRows(count);
    for (Eigen::Index token = 0; token < count; ++token)
        inputs.row(token) += m_parts.wordEmbeddings.row(ids[token].value);
    return inputs;
}

Result<ForwardTrace> Encoder::forward(std::span<const TokenId> ids, const ForwardOptions &options,
                                      const StopToken &stop) const
{
    assert(!ids.empty() && static_cast<Eigen::Index>(ids.size()) <= m_parts.positionEmbeddings.rows());
    return forwardFromInputs(inputs(ids), options, stop);
}

Result<ForwardTrace> Encoder::forwardFromInputs(Matrix inputs, const ForwardOptions &options, const StopToken &stop) const
{
    return forwardFromEmbeddings(embeddingsOf(m_parts, std::move(inputs)), options, stop);
}

Result<ForwardTrace> Encoder::forwardFromEmbeddings(Matrix embeddings, const ForwardOptions &options,
                                                    const StopToken &stop) const
{
    EncoderTrace trace;
    if (options.kept.hidden)
        trace.embeddings = embeddings;
    trace.layers.resize(m_parts.layers.size());
    trace.attentionColumns = m_parts.attentionColumns;
    return runLayers(0, std::move(embeddings), std::move(trace), options, stop);
}

Result<ForwardTrace> Encoder::forwardFromLayer(const EncoderTrace &earlier, LayerIndex first, const ForwardOptions &options,
                                               const StopToken &stop) const
{
    assert(first.value >= 0 && first.value <= static_cast<int>(m_parts.layers.size()));
    EncoderTrace trace{.attentionColumns = earlier.attentionColumns, .embeddings = earlier.embeddings, .layers = {}};
    trace.layers.assign(earlier.layers.begin(), earlier.layers.begin() + first.value);
    trace.layers.resize(m_parts.layers.size());
    const Matrix &hidden = first.value == 0 ? earlier.embeddings : earlier.layers[first.value - 1].hidden;
    return runLayers(first.value, hidden, std::move(trace), options, stop);
}

Result<ForwardTrace> Encoder::runLayers(int first, Matrix hidden, EncoderTrace trace, const ForwardOptions &options,
                                        const StopToken &stop) const
{
    const auto tokens = static_cast<int>(hidden.rows());
    const MaskPlan plan(options.mask, m_parts.patternInput(tokens),
                        trainedMask(m_parts.trainedMask, m_parts.gates.get(), tokens));
    AttentionScratch scratch;
    std::vector<RowScratch> rowScratch(mostThreads());
    const bool normalizesFirst = m_parts.norms == NormPlace::BeforeSteps;
    Matrix normalized;
    Matrix context;
    for (std::size_t index = first; index < m_parts.layers.size(); ++index) {
        if (stop.stop_requested())
            return cancelled();
        const EncoderLayer &layer = *m_parts.layers[index];
        const LayerIndex position{static_cast<int>(index)};
        const auto limits = rankLimits(options.truncation, position, m_parts.heads);
        const LayerMask mask = plan.of(position);
        if (normalizesFirst) {
            normalized = hidden;
            normalizeRows(layer.attentionNorm, normalized);
        }
        layer.attention->attend(
            {normalizesFirst ? normalized : hidden, options.maskedKeys, mask, options.kept, limits, stop}, scratch,
            trace.layers[index], context);
        if (stop.stop_requested())
            return cancelled();
        finishLayer(layer, m_parts.norms, context, rowScratch, hidden);
        if (!hidden.allFinite())
            return badInput(fmt::format("layer {} overflows: its hidden states are not finite numbers", index));
        if (options.kept.hidden)
            trace.layers[index].hidden = hidden;
    }
    Matrix logits = headLogits(std::move(hidden), options.predictedPositions);
    if (!logits.allFinite())
        return badInput("the last step overflows: its logits are not finite numbers");
    return ForwardTrace{std::move(trace), std::move(logits)};
}

// Token by token, so that blocks of rows can go through all of it one after the other.
void Encoder::finishLayer(const EncoderLayer &layer, NormPlace norms, const Matrix &context,
                          std::vector<RowScratch> &scratch, Matrix &hidden)
{
    forRowBlocks(static_cast<int>(hidden.rows()), [&](int first, int count) {
        auto &[attended, expanded, normalized] = scratch[callingThread()];
        attended.resize(count, hidden.cols());
        expanded.resize(count, layer.intermediate.outputs());
        auto rows = hidden.middleRows(first, count);
        layer.attentionOutput.apply(context.row(first).data(), count, attended.data());
        if (norms == NormPlace::BehindSums) {
            addAndNormalizeRows(layer.attentionNorm, rows, attended);
            layer.intermediate.apply(attended.data(), count, expanded.data());
            layer.output.apply(expanded.data(), count, rows.data());
            addAndNormalizeRows(layer.outputNorm, attended, rows);
        } else {
            attended += rows;
            normalized = attended;
            normalizeRows(layer.outputNorm, normalized);
            layer.intermediate.apply(normalized.data(), count, expanded.data());
            layer.output.apply(expanded.data(), count, rows.data());
            rows += attended;
        }
    });
}

Matrix Encoder::headLogits(Matrix hidden, const std::vector<int> &positions) const
{
    if (m_parts.lastNorm)
        normalizeRows(*m_parts.lastNorm, hidden);
    if (m_parts.classificationHead)
        return classify(hidden);
    return m_parts.languageModelHead ? predictTokens(hidden, positions) : Matrix();
}

// 1 x classes
Matrix Encoder::classify(const Matrix &hidden) const
{
    const ClassificationHead &head = *m_parts.classificationHead;
    Matrix pooled = hidden.row(readRow(head, hidden));
    if (head.pooler) {
        head.pooler->apply(Matrix(pooled), pooled);
        takeStep(head.step, pooled);
    }
    Matrix logits;
    head.classifier.apply(pooled, logits);
    return logits;
}

// One row of vocabulary logits for each position, or for each token where none is named.
Matrix Encoder::predictTokens(const Matrix &hidden, const std::vector<int> &positions) const
{
    const LanguageModelHead &head = *m_parts.languageModelHead;
    Matrix rows = positions.empty() ? hidden : Matrix(hidden(positions, Eigen::all));
    if (head.transform) {
        head.transform->dense.apply(Matrix(rows), rows);
        normalizeRows(head.transform->norm, rows);
    }
    Matrix logits;
    head.decoder.apply(rows, logits);
    return logits;
}

}  // namespace core
