#include "core/model/encoder_parts.h"

#include "core/format/mechanism/attention_mechanism.h"
#include "core/model/tensor_source.h"

#include <fmt/core.h>

#include <string>

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

EncoderLayer makeLayer(const ModelConfig &config, const TensorSource &tensors, const std::string &prefix)
{
    return {.attention = makeAttentionLayer(config, tensors, prefix + "attention.self."),
            .attentionOutput = linear(tensors, prefix + "attention.output.dense"),
            .attentionNorm = layerNorm(config, tensors, prefix + "attention.output.LayerNorm"),
            .intermediate = linear(tensors, prefix + "intermediate.dense", activationOf(config)),
            .output = linear(tensors, prefix + "output.dense"),
            .outputNorm = layerNorm(config, tensors, prefix + "output.LayerNorm")};
}

std::optional<ClassificationHead> makeClassificationHead(const ModelConfig &config, const TensorSource &tensors)
{
    if (config.task != ModelTask::Classification)
        return std::nullopt;
    return ClassificationHead{linear(tensors, "pooler.dense"), linear(tensors, "classifier")};
}

std::optional<MaskedLanguageModelHead> makeMaskedLanguageModelHead(const ModelConfig &config, const TensorSource &tensors)
{
    if (config.task != ModelTask::MaskedLanguageModel)
        return std::nullopt;
    const std::string ownDecoder = "cls.predictions.decoder.weight";
    const Matrix decoder = tensors.matrix(tensors.contains(ownDecoder) ? ownDecoder : "embeddings.word_embeddings.weight");
    return MaskedLanguageModelHead{linear(tensors, "cls.predictions.transform.dense", activationOf(config)),
                                   layerNorm(config, tensors, "cls.predictions.transform.LayerNorm"),
                                   Linear(viewOf(decoder), tensors.vector("cls.predictions.bias"))};
}

}  // namespace

EncoderParts readEncoderParts(const ModelConfig &config, const TensorSource &tensors)
{
    EncoderParts parts{.wordEmbeddings = tensors.matrix("embeddings.word_embeddings.weight"),
                       .positionEmbeddings = positionsWithFirstType(tensors),
                       .embeddingNorm = layerNorm(config, tensors, "embeddings.LayerNorm"),
                       .layers = {},
                       .heads = config.heads,
                       .headSize = config.headSize,
                       .attentionColumns = mechanismOf(config.attention).columns,
                       .trainedMask = config.attention.trainedMask,
                       .gates = readGates(config, tensors),
                       .classificationHead = makeClassificationHead(config, tensors),
                       .maskedLanguageModelHead = makeMaskedLanguageModelHead(config, tensors)};
    for (int layer = 0; layer < config.layers; ++layer)
        parts.layers.push_back(makeLayer(config, tensors, fmt::format("encoder.layer.{}.", layer)));
    return parts;
}

}  // namespace core
