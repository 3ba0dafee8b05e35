#include "core/model/encoder.h"

#include "core/base/parallel_for.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/ops/activation.h"

#include <fmt/core.h>

namespace core {
namespace {

LayerNorm layerNorm(const ModelConfig &config, const TensorSource &tensors, const std::string &name)
{
    return {tensors.vector(name + ".weight"), tensors.vector(name + ".bias"), static_cast<float>(config.layerNormEpsilon)};
}

Activation activationOf(const ModelConfig &config)
{
    switch (config.activation) {
    case HiddenActivation::Gelu: return Activation::Gelu;
    case HiddenActivation::GeluNew: return Activation::GeluNew;
    case HiddenActivation::Relu: return Activation::Relu;
    }
    return Activation::None;
}

Matrix positionsWithFirstType(const TensorSource &tensors)
{
    Matrix positions = tensors.matrix("embeddings.position_embeddings.weight");
    positions.rowwise() += tensors.matrix("embeddings.token_type_embeddings.weight").row(0);
    return positions;
}

std::shared_ptr<const LearnedGates> readGates(const ModelConfig &config, const TensorSource &tensors)
{
    const TrainedMask kind = config.attention.trainedMask;
    if (kind != TrainedMask::Structured && kind != TrainedMask::Unstructured)
        return nullptr;
    return std::make_shared<const LearnedGates>(
        LearnedGates{kind, config.maxPositions, tensors.matrix("encoder.attention_mask.gates")});
}

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

Encoder::Encoder(const ModelConfig &config, const TensorSource &tensors)
    : m_wordEmbeddings(tensors.matrix("embeddings.word_embeddings.weight")),
      m_positionEmbeddings(positionsWithFirstType(tensors)),
      m_embeddingNorm(layerNorm(config, tensors, "embeddings.LayerNorm")), m_heads(config.heads),
      m_attentionColumns(mechanismOf(config.attention).columns), m_trainedMask(config.attention.trainedMask),
      m_gates(readGates(config, tensors)), m_classificationHead(makeClassificationHead(config, tensors)),
      m_maskedLanguageModelHead(makeMaskedLanguageModelHead(config, tensors))
{
    for (int layer = 0; layer < config.layers; ++layer)
        m_layers.push_back(makeLayer(config, tensors, fmt::format("encoder.layer.{}.", layer)));
}

Encoder::Layer Encoder::makeLayer(const ModelConfig &config, const TensorSource &tensors, const std::string &prefix)
{
    return {.attention = makeAttentionLayer(config, tensors, prefix + "attention.self."),
            .attentionOutput = linear(tensors, prefix + "attention.output.dense"),
            .attentionNorm = layerNorm(config, tensors, prefix + "attention.output.LayerNorm"),
            .intermediate = linear(tensors, prefix + "intermediate.dense", activationOf(config)),
            .output = linear(tensors, prefix + "output.dense"),
            .outputNorm = layerNorm(config, tensors, prefix + "output.LayerNorm")};
}

std::optional<Encoder::ClassificationHead> Encoder::makeClassificationHead(const ModelConfig &config,
                                                                           const TensorSource &tensors)
{
    if (config.task != ModelTask::Classification)
        return std::nullopt;
    return ClassificationHead{linear(tensors, "pooler.dense"), linear(tensors, "classifier")};
}

std::optional<Encoder::MaskedLanguageModelHead> Encoder::makeMaskedLanguageModelHead(const ModelConfig &config,
                                                                                     const TensorSource &tensors)
{
    if (config.task != ModelTask::MaskedLanguageModel)
        return std::nullopt;
    const std::string ownDecoder = "cls.predictions.decoder.weight";
    const Matrix decoder = tensors.matrix(tensors.contains(ownDecoder) ? ownDecoder : "embeddings.word_embeddings.weight");
    return MaskedLanguageModelHead{linear(tensors, "cls.predictions.transform.dense", activationOf(config)),
                                   layerNorm(config, tensors, "cls.predictions.transform.LayerNorm"),
                                   Linear(viewOf(decoder), tensors.vector("cls.predictions.bias"))};
}

std::vector<AttentionParameters> Encoder::attentionParameters() const
{
    std::vector<AttentionParameters> parameters;
    for (const Layer &layer : m_layers)
        parameters.push_back(layer.attention->parameters());
    return parameters;
}

Matrix Encoder::embed(std::span<const TokenId> ids) const
{
    const auto count = static_cast<Eigen::Index>(ids.size());
    Matrix embeddings = m_positionEmbeddings.topRows(count);
    for (Eigen::Index token = 0; token < count; ++token)
        embeddings.row(token) += m_wordEmbeddings.row(ids[token].value);
    normalizeRows(m_embeddingNorm, embeddings);
    return embeddings;
}

Result<ForwardTrace> Encoder::forward(std::span<const TokenId> ids, const ForwardOptions &options,
                                      const StopToken &stop) const
{
    assert(!ids.empty() && static_cast<Eigen::Index>(ids.size()) <= m_positionEmbeddings.rows());
    return forwardFromEmbeddings(embed(ids), options, stop);
}

Result<ForwardTrace> Encoder::forwardFromEmbeddings(Matrix embeddings, const ForwardOptions &options,
                                                    const StopToken &stop) const
{
    EncoderTrace trace;
    if (options.kept.hidden)
        trace.embeddings = embeddings;
    trace.layers.resize(m_layers.size());
    trace.attentionColumns = m_attentionColumns;
    return runLayers(0, std::move(embeddings), std::move(trace), options, stop);
}

Result<ForwardTrace> Encoder::forwardFromLayer(const EncoderTrace &earlier, LayerIndex first, const ForwardOptions &options,
                                               const StopToken &stop) const
{
    assert(first.value >= 0 && first.value <= static_cast<int>(m_layers.size()));
    EncoderTrace trace{.attentionColumns = earlier.attentionColumns, .embeddings = earlier.embeddings, .layers = {}};
    trace.layers.assign(earlier.layers.begin(), earlier.layers.begin() + first.value);
    trace.layers.resize(m_layers.size());
    const Matrix &hidden = first.value == 0 ? earlier.embeddings : earlier.layers[first.value - 1].hidden;
    return runLayers(first.value, hidden, std::move(trace), options, stop);
}

Result<ForwardTrace> Encoder::runLayers(int first, Matrix hidden, EncoderTrace trace, const ForwardOptions &options,
                                        const StopToken &stop) const
{
    const auto tokens = static_cast<int>(hidden.rows());
    const MaskPlan plan(options.mask, {.tokens = tokens, .heads = m_heads, .gates = m_gates.get()},
                        trainedMask(m_trainedMask, m_gates.get(), tokens));
    AttentionScratch scratch;
    std::vector<RowScratch> rowScratch(threadsFor(worthAllCores));
    Matrix context;
    for (std::size_t index = first; index < m_layers.size(); ++index) {
        if (stop.stop_requested())
            return cancelled();
        const Layer &layer = m_layers[index];
        const LayerIndex position{static_cast<int>(index)};
        const auto limits = rankLimits(options.truncation, position, m_heads);
        const LayerMask mask = plan.of(position);
        layer.attention->attend({hidden, options.maskedKeys, mask, options.kept, limits, stop}, scratch, trace.layers[index],
                                context);
        if (stop.stop_requested())
            return cancelled();
        finishLayer(layer, context, rowScratch, hidden);
        if (!hidden.allFinite())
            return badInput(fmt::format("layer {} overflows: its hidden states are not finite numbers", index));
        if (options.kept.hidden)
            trace.layers[index].hidden = hidden;
    }
    Matrix logits;
    if (m_classificationHead)
        logits = classify(hidden);
    else if (m_maskedLanguageModelHead)
        logits = predictTokens(hidden, options.predictedPositions);
    if (!logits.allFinite())
        return badInput("the last step overflows: its logits are not finite numbers");
    return ForwardTrace{std::move(trace), std::move(logits)};
}

// Token by token, so that blocks of rows can go through all of it one after the other.
void Encoder::finishLayer(const Layer &layer, const Matrix &context, std::vector<RowScratch> &scratch, Matrix &hidden)
{
    forRowBlocks(static_cast<int>(hidden.rows()), [&](int first, int count) {
        auto &[attended, expanded] = scratch[callingThread()];
        attended.resize(count, hidden.cols());
        expanded.resize(count, layer.intermediate.outputs());
        auto rows = hidden.middleRows(first, count);
        layer.attentionOutput.apply(context.row(first).data(), count, attended.data());
        addAndNormalizeRows(layer.attentionNorm, rows, attended);
        layer.intermediate.apply(attended.data(), count, expanded.data());
        layer.output.apply(expanded.data(), count, rows.data());
        addAndNormalizeRows(layer.outputNorm, attended, rows);
    });
}

// logits = classifier(tanh(pooler(hidden state of the first token))), 1 x classes.
Matrix Encoder::classify(const Matrix &hidden) const
{
    const Matrix first = hidden.topRows(1);
    Matrix pooled;
    m_classificationHead->pooler.apply(first, pooled);
    tanhInPlace(pooled.data(), static_cast<std::size_t>(pooled.size()));
    Matrix logits;
    m_classificationHead->classifier.apply(pooled, logits);
    return logits;
}

// One row of vocabulary logits for each position, or for each token where none is named.
Matrix Encoder::predictTokens(const Matrix &hidden, const std::vector<int> &positions) const
{
    Matrix transformed;
    m_maskedLanguageModelHead->transform.apply(positions.empty() ? hidden : Matrix(hidden(positions, Eigen::all)),
                                               transformed);
    normalizeRows(m_maskedLanguageModelHead->norm, transformed);
    Matrix logits;
    m_maskedLanguageModelHead->decoder.apply(transformed, logits);
    return logits;
}

}  // namespace core
