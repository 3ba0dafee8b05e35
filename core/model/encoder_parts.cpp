#include "core/model/encoder_parts.h"

#include "core/base/parallel_for.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/model/tensor_source.h"
#include "core/ops/activation.h"

#include <fmt/core.h>

#include <string>

namespace core {
namespace {

LayerNorm layerNorm(const ModelConfig &config, const TensorSource &tensors, const std::string &name)
{
    return {tensors.vector(name + ".weight"), tensors.vector(name + ".bias"), static_cast<float>(config.layerNormEpsilon)};
}

Activation activationOf(HiddenActivation activation)
{
    switch (activation) {
    case HiddenActivation::Gelu: return Activation::Gelu;
    case HiddenActivation::GeluNew: return Activation::GeluNew;
    case HiddenActivation::Relu: return Activation::Relu;
    }
    return Activation::None;
}

Matrix positionsWithFirstType(const ModelConfig &config, const TensorSource &tensors)
{
    Matrix positions = tensors.matrix("embeddings.position_embeddings.weight").bottomRows(config.maxPositions);
    if (config.tokenTypes > 0)
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

std::shared_ptr<const EncoderLayer> makeLayer(const ModelConfig &config, const TensorSource &tensors, int number)
{
    const std::string prefix = fmt::format("encoder.layer.{}.", number);
    return std::make_shared<const EncoderLayer>(
        EncoderLayer{.attention = makeAttentionLayer(config, tensors, prefix + "attention.self."),
                     .attentionOutput = linear(tensors, prefix + "attention.output.dense"),
                     .attentionNorm = layerNorm(config, tensors, prefix + "attention.output.LayerNorm"),
                     .intermediate = linear(tensors, prefix + "intermediate.dense", activationOf(config.activation)),
                     .output = linear(tensors, prefix + "output.dense"),
                     .outputNorm = layerNorm(config, tensors, prefix + "output.LayerNorm")});
}

// Layers of one group are one. They are read side by side: half of the time goes into the system's copies of the file.
std::vector<std::shared_ptr<const EncoderLayer>> makeLayers(const ModelConfig &config, const TensorSource &tensors)
{
    const int stored = config.layerGroups > 0 ? config.layerGroups : config.layers;
    std::vector<std::shared_ptr<const EncoderLayer>> groups(stored);
    const double valuesOfLayer = 4.0 * config.hiddenSize * config.hiddenSize;  // in their order of magnitude
    parallelFor(stored, valuesOfLayer, [&](int number) { groups[number] = makeLayer(config, tensors, number); });
    std::vector<std::shared_ptr<const EncoderLayer>> layers;
    for (const auto &group : groups)
        layers.insert(layers.end(), config.layers / stored, group);
    return layers;
}

std::optional<ClassificationHead> makeClassificationHead(const ModelConfig &config, const TensorSource &tensors)
{
    if (config.task != ModelTask::Classification)
        return std::nullopt;
    const ModelFamily &family = familyOf(config);
    const bool hasStep = family.classifierStep != HeadStep::None;
    return ClassificationHead{.pooler = hasStep ? std::optional(linear(tensors, "pooler.dense")) : std::nullopt,
                              .step = family.classifierStep,
                              .classifier = linear(tensors, "classifier"),
                              .token = family.classifierToken};
}

Linear decoder(const TensorSource &tensors)
{
    const std::string own = "cls.predictions.decoder.weight";
    const Matrix weight = tensors.matrix(tensors.contains(own) ? own : "embeddings.word_embeddings.weight");
    const std::string bias = "cls.predictions.bias";
    return {viewOf(weight), tensors.contains(bias) ? tensors.vector(bias) : std::vector<float>()};
}

std::optional<LanguageModelHead> makeLanguageModelHead(const ModelConfig &config, const TensorSource &tensors)
{
    if (config.task == ModelTask::CausalLanguageModel)
        return LanguageModelHead{std::nullopt, decoder(tensors)};
    if (config.task != ModelTask::MaskedLanguageModel)
        return std::nullopt;
    const std::string name = "cls.predictions.transform.";
    const bool hasGelu = familyOf(config).hasGeluTransform;
    return LanguageModelHead{
        WordTransform{linear(tensors, name + "dense", hasGelu ? Activation::Gelu : activationOf(config.activation)),
                      layerNorm(config, tensors, name + "LayerNorm")},
        decoder(tensors)};
}

}  // namespace

Matrix embeddingsOf(const EncoderParts &parts, Matrix inputs)
{
    if (parts.embeddingNorm)
        normalizeRows(*parts.embeddingNorm, inputs);
    if (!parts.embeddingProjection)
        return inputs;
    Matrix projected;
    parts.embeddingProjection->apply(inputs, projected);
    return projected;
}

Eigen::Index readRow(const ClassificationHead &head, const Matrix &hidden)
{
    return head.token == ReadToken::First ? 0 : hidden.rows() - 1;
}

void takeStep(HeadStep step, Matrix &values)
{
    switch (step) {
    case HeadStep::None: break;
    case HeadStep::Tanh: tanhInPlace(values.data(), valueCount(values)); break;
    case HeadStep::Gelu: activateInPlace(Activation::Gelu, values.data(), valueCount(values)); break;
    case HeadStep::Relu: activateInPlace(Activation::Relu, values.data(), valueCount(values)); break;
    }
}

EncoderParts readEncoderParts(const ModelConfig &config, const TensorSource &tensors)
{
    const ModelFamily &family = familyOf(config);
    EncoderParts parts;
    parts.wordEmbeddings = tensors.matrix("embeddings.word_embeddings.weight");
    parts.positionEmbeddings = positionsWithFirstType(config, tensors);
    if (family.hasEmbeddingNorm)
        parts.embeddingNorm = layerNorm(config, tensors, "embeddings.LayerNorm");
    if (projectsEmbeddings(family, config))
        parts.embeddingProjection = linear(tensors, "embeddings.projection");
    parts.norms = family.norms;
    parts.layers = makeLayers(config, tensors);
    if (family.norms == NormPlace::BeforeSteps)
        parts.lastNorm = layerNorm(config, tensors, "last.LayerNorm");
    parts.heads = config.heads;
    parts.headSize = config.headSize;
    parts.attentionColumns = mechanismOf(config.attention).columns;
    parts.trainedMask = config.attention.trainedMask;
    parts.gates = readGates(config, tensors);
    parts.fixedPairs = {.isCausal = family.isCausal, .prunedHeads = config.prunedHeads};
    parts.classificationHead = makeClassificationHead(config, tensors);
    parts.languageModelHead = makeLanguageModelHead(config, tensors);
    return parts;
}

}  // namespace core
