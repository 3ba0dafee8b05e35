#include "core/format/tensor_table.h"

#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/format/tensor_table_writer.h"

#include <fmt/core.h>

#include <functional>
#include <numeric>

namespace core {

namespace {

void writeLinear(const TensorTableWriter &layer, const ModelFamily &family, const std::string &name, std::int64_t outputs,
                 std::int64_t inputs)
{
    if (family.storesInputsFirst)
        layer.inputsFirst(name, outputs, inputs);
    else
        layer.linear(name, outputs, inputs);
}

// heads: of the layer, as many as were not pruned.
void writeLayer(const TensorTableWriter &layer, const ModelFamily &family, ModelConfig config, int heads)
{
    config.heads = heads;
    const std::int64_t width = headWidths(config);
    if (family.storesInputsFirst)
        layer.inputsFirst("attention.self.projection", 3 * width, config.hiddenSize);
    else
        mechanismOf(config.attention).layerTensors(layer.under("attention.self."), config);
    writeLinear(layer, family, "attention.output.dense", config.hiddenSize, width);
    layer.layerNorm("attention.output.LayerNorm", config.hiddenSize);
    writeLinear(layer, family, "intermediate.dense", config.intermediateSize, config.hiddenSize);
    writeLinear(layer, family, "output.dense", config.hiddenSize, config.intermediateSize);
    layer.layerNorm("output.LayerNorm", config.hiddenSize);
}

void writeEmbeddings(const TensorTableWriter &embeddings, const ModelFamily &family, const ModelConfig &config)
{
    embeddings.tensor("word_embeddings.weight", {config.vocabularySize, config.embeddingSize});
    embeddings.tensor("position_embeddings.weight", {config.positionOffset + config.maxPositions, config.embeddingSize});
    if (config.tokenTypes > 0)
        embeddings.tensor("token_type_embeddings.weight", {config.tokenTypes, config.embeddingSize});
    if (family.hasEmbeddingNorm)
        embeddings.layerNorm("LayerNorm", config.embeddingSize);
    if (projectsEmbeddings(family, config))
        embeddings.linear("projection", config.hiddenSize, config.embeddingSize);
}

void writeClassifier(const TensorTableWriter &model, const ModelFamily &family, const ModelConfig &config)
{
    if (family.classifierStep != HeadStep::None)
        model.linear("pooler.dense", config.hiddenSize, config.hiddenSize);
    const auto outputs = static_cast<std::int64_t>(config.labels.size());
    model.tensor("classifier.weight", {outputs, config.hiddenSize});
    if (family.hasClassifierBias)
        model.tensor("classifier.bias", {outputs});
}

// The decoder is the word embeddings unless the file has one of its own, which the config may insist on.
void writePredictions(const TensorTableWriter &predictions, const ModelConfig &config)
{
    const bool isMasked = config.task == ModelTask::MaskedLanguageModel;
    if (isMasked) {
        predictions.linear("transform.dense", config.embeddingSize, config.hiddenSize);
        predictions.layerNorm("transform.LayerNorm", config.embeddingSize);
    }
    const std::vector<std::int64_t> decoderShape{config.vocabularySize, config.embeddingSize};
    if (config.tiesDecoder)
        predictions.optionalTensor("decoder.weight", decoderShape);
    else
        predictions.tensor("decoder.weight", decoderShape);
    if (isMasked)
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

void writeLayers(const TensorTableWriter &model, const ModelFamily &family, const ModelConfig &config)
{
    const int stored = family.sharesLayers ? config.layerGroups : config.layers;
    for (int layer = 0; layer < stored; ++layer) {
        const int pruned = config.prunedHeads.empty() ? 0 : static_cast<int>(config.prunedHeads[layer].size());
        writeLayer(model.under(fmt::format("encoder.layer.{}.", layer)), family, config, config.heads - pruned);
    }
}

void writeEncoder(const TensorTableWriter &model, const ModelFamily &family, const ModelConfig &config)
{
    writeEmbeddings(model.under("embeddings."), family, config);
    if (const auto writeShared = mechanismOf(config.attention).encoderTensors)
        writeShared(model.under("encoder."), config);
    writeMask(model.under("encoder.attention_mask."), config);
    writeLayers(model, family, config);
    if (family.norms == NormPlace::BeforeSteps)
        model.layerNorm("last.LayerNorm", config.hiddenSize);
    if (config.task == ModelTask::Classification)
        writeClassifier(model, family, config);
    if (config.task == ModelTask::MaskedLanguageModel || config.task == ModelTask::CausalLanguageModel)
        writePredictions(model.under("cls.predictions."), config);
}

std::vector<TensorSpec> encoderTable(const ModelConfig &config)
{
    const ModelFamily &family = familyOf(config);
    std::vector<TensorSpec> table;
    writeEncoder(TensorTableWriter(table, ""), family, config);
    for (TensorSpec &spec : table) {
        std::string published = publishedName(family, spec.name);
        if (published != spec.name)
            spec.published = std::move(published);
    }
    return table;
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

const std::string &publishedName(const TensorSpec &spec)
{
    return spec.published.empty() ? spec.name : spec.published;
}

std::vector<TensorSpec> tensorTable(const ModelConfig &config)
{
    if (hasFamily(config))
        return encoderTable(config);
    std::vector<TensorSpec> table;
    if (config.type == ModelType::Lama)
        writeLama(TensorTableWriter(table, ""), config);
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
