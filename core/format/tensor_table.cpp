#include "core/format/tensor_table.h"

#include "core/format/mechanism/attention_mechanism.h"
#include "core/format/tensor_table_writer.h"

#include <fmt/core.h>

#include <functional>
#include <numeric>

namespace core {

namespace {

void writeLayer(const TensorTableWriter &layer, const ModelConfig &config)
{
    mechanismOf(config.attention).layerTensors(layer.under("attention.self."), config);
    layer.linear("attention.output.dense", config.hiddenSize, headWidths(config));
    layer.layerNorm("attention.output.LayerNorm", config.hiddenSize);
    layer.linear("intermediate.dense", config.intermediateSize, config.hiddenSize);
    layer.linear("output.dense", config.hiddenSize, config.intermediateSize);
    layer.layerNorm("output.LayerNorm", config.hiddenSize);
}

void writeEmbeddings(const TensorTableWriter &embeddings, const ModelConfig &config)
{
    embeddings.tensor("word_embeddings.weight", {config.vocabularySize, config.hiddenSize});
    embeddings.tensor("position_embeddings.weight", {config.maxPositions, config.hiddenSize});
    embeddings.tensor("token_type_embeddings.weight", {config.tokenTypes, config.hiddenSize});
    embeddings.layerNorm("LayerNorm", config.hiddenSize);
}

void writeClassifier(const TensorTableWriter &model, const ModelConfig &config)
{
    model.linear("pooler.dense", config.hiddenSize, config.hiddenSize);
    model.linear("classifier", static_cast<std::int64_t>(config.labels.size()), config.hiddenSize);
}

// The decoder is the word embeddings unless the file has one of its own.
void writePredictions(const TensorTableWriter &predictions, const ModelConfig &config)
{
    predictions.linear("transform.dense", config.hiddenSize, config.hiddenSize);
    predictions.layerNorm("transform.LayerNorm", config.hiddenSize);
    predictions.optionalTensor("decoder.weight", {config.vocabularySize, config.hiddenSize});
    predictions.tensor("bias", {config.vocabularySize});
}

// Learned gates reach as far as the model's positions.
void writeMask(const TensorTableWriter &mask, const ModelConfig &config)
{
    const std::int64_t longest = config.maxPositions;
    if (config.attention.trainedMask == TrainedMask::Structured)
        mask.tensor("gates", {config.heads, longest});
    if (config.attention.trainedMask == TrainedMask::Unstructured)
        mask.tensor("gates", {config.heads, longest * (longest + 1) / 2});
}

void writeEncoder(const TensorTableWriter &model, const ModelConfig &config)
{
    writeEmbeddings(model.under("embeddings."), config);
    if (const auto writeShared = mechanismOf(config.attention).encoderTensors)
        writeShared(model.under("encoder."), config);
    writeMask(model.under("encoder.attention_mask."), config);
    for (int layer = 0; layer < config.layers; ++layer)
        writeLayer(model.under(fmt::format("encoder.layer.{}.", layer)), config);
    if (config.task == ModelTask::Classification)
        writeClassifier(model, config);
    if (config.task == ModelTask::MaskedLanguageModel)
        writePredictions(model.under("cls.predictions."), config);
}

// Gates r, z, n stand below each other, as in PyTorch's nn.GRU.
void writeGru(const TensorTableWriter &gru, const ModelConfig &config)
{
    constexpr std::int64_t gates = 3;
    for (const std::string direction : {"_l0", "_l0_reverse"}) {
        gru.tensor("weight_ih" + direction, {gates * config.hiddenSize, config.embeddingSize});
        gru.tensor("weight_hh" + direction, {gates * config.hiddenSize, config.hiddenSize});
        gru.tensor("bias_ih" + direction, {gates * config.hiddenSize});
        gru.tensor("bias_hh" + direction, {gates * config.hiddenSize});
    }
}

void writeLama(const TensorTableWriter &model, const ModelConfig &config)
{
    const std::int64_t stateSize = 2 * std::int64_t(config.hiddenSize);
    const std::int64_t sentenceSize = config.heads * stateSize;
    const auto classes = static_cast<std::int64_t>(config.labels.size());
    model.tensor("embeddings.weight", {config.vocabularySize, config.embeddingSize});
    writeGru(model.under("gru."), config);
    if (config.hasTokenMlp)
        model.linear("attention.token_mlp", stateSize, stateSize);
    model.tensor("attention.P", {stateSize, config.heads});
    model.tensor("attention.Q", {stateSize, config.heads});
    if (config.context == LamaContext::Learned)
        model.tensor("attention.context", {stateSize});
    if (config.classifierHiddenSize > 0)
        model.linear("classifier.dense", config.classifierHiddenSize, sentenceSize);
    model.linear("classifier.out", classes, config.classifierHiddenSize > 0 ? config.classifierHiddenSize : sentenceSize);
}

}  // namespace

std::vector<TensorSpec> tensorTable(const ModelConfig &config)
{
    std::vector<TensorSpec> table;
    const TensorTableWriter model(table, "");
    if (config.type == ModelType::Lama)
        writeLama(model, config);
    else
        writeEncoder(model, config);
    return table;
}

std::int64_t parameterCount(std::span<const TensorSpec> table)
{
    std::int64_t count = 0;
    for (const TensorSpec &spec : table) {
        if (!spec.isOptional)
            count += std::accumulate(spec.shape.begin(), spec.shape.end(), std::int64_t(1), std::multiplies());
    }
    return count;
}

}  // namespace core
