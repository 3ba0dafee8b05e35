#include "core/format/attention_readings.h"

#include "core/format/family/inferred_family.h"
#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/format/tensor_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace core {
namespace {

constexpr ProjectionSharing everySharing[]{ProjectionSharing::None, ProjectionSharing::Headwise, ProjectionSharing::KeyValue,
                                           ProjectionSharing::Layerwise};

bool choosesAttention(const ModelConfig &config)
{
    return config.type == ModelType::Bert || config.type == ModelType::CompactBert;
}

// Of every kind with every sharing, under one mask.
std::vector<ModelConfig> encodersWith(TrainedMask mask, ModelConfig config)
{
    std::vector<ModelConfig> others;
    config.attention.trainedMask = mask;
    for (const AttentionMechanism *mechanism : attentionMechanisms()) {
        if (mechanism->kind == AttentionKind::Stored)
            continue;
        config.attention.kind = mechanism->kind;
        config.attention.variant = mechanism->variant;
        config.attention.projectedLength = std::max(config.attention.projectedLength, 1);
        for (const ProjectionSharing sharing : everySharing) {
            config.attention.sharing = sharing;
            if (mechanism->kind == AttentionKind::Linformer || sharing == ProjectionSharing::None)
                others.push_back(config);
        }
    }
    return others;
}

constexpr std::string_view gatesName = "encoder.attention_mask.gates";

// With as many dimensions, as a projection that heads share has one less; gates of the two kinds differ in their number alone.
bool isHeldBy(const TensorSpec &spec, std::span<const TensorFacts> tensors)
{
    const auto fits = [&spec](const TensorFacts &tensor) {
        return endsInName(tensor.name, publishedName(spec)) &&
               (spec.name == gatesName ? tensor.shape == spec.shape : tensor.shape.size() == spec.shape.size());
    };
    return spec.isOptional || std::ranges::any_of(tensors, fits);
}

bool hasGates(std::span<const TensorFacts> tensors)
{
    return std::ranges::any_of(tensors, [](const TensorFacts &tensor) { return endsInName(tensor.name, gatesName); });
}

bool isOfAttention(const TensorSpec &spec)
{
    return spec.name.find("attention.self.") != std::string::npos || spec.name.starts_with("encoder.projection") ||
           spec.name.starts_with("encoder.attention_mask.");
}

std::vector<TensorSpec> attentionTable(const ModelConfig &config)
{
    std::vector<TensorSpec> table = tensorTable(config);
    std::erase_if(table, [](const TensorSpec &spec) { return !isOfAttention(spec); });
    return table;
}

}  // namespace

std::vector<ModelConfig> otherReadings(const ModelConfig &config, std::span<const TensorFacts> tensors)
{
    ModelConfig other = config;
    if (config.type == ModelType::Lama) {
        other.hasTokenMlp = true;
        other.context = LamaContext::Learned;
        return {other};
    }
    if (familyOf(config).sharesLayers) {
        other.layerGroups = std::max(layersOfTensors(tensors, familyOf(config)), config.layerGroups);
        return {other};
    }
    return choosesAttention(config) ? encodersWith(TrainedMask::Structured, config) : std::vector<ModelConfig>();
}

std::string attentionText(const AttentionConfig &attention)
{
    std::string text = fmt::format("{} attention", idOf(attention.kind));
    if (attention.kind == AttentionKind::Linformer)
        text += fmt::format(" (\"{}\")", idOf(attention.sharing));
    if (attention.trainedMask == TrainedMask::Structured || attention.trainedMask == TrainedMask::Unstructured)
        text += fmt::format(" with {} {} mask", attention.trainedMask == TrainedMask::Unstructured ? "an" : "a",
                            idOf(attention.trainedMask));
    return text;
}

std::string attentionOfTensors(const ModelConfig &config, std::span<const TensorFacts> tensors)
{
    if (!choosesAttention(config))
        return {};
    std::optional<AttentionConfig> best;
    std::size_t most = 0;
    for (const TrainedMask mask : {TrainedMask::Full, TrainedMask::Structured, TrainedMask::Unstructured}) {
        if (hasGates(tensors) != (mask != TrainedMask::Full))
            continue;
        for (const ModelConfig &other : encodersWith(mask, config)) {
            const std::vector<TensorSpec> table = attentionTable(other);
            const bool isWhole =
                std::ranges::all_of(table, [&tensors](const TensorSpec &spec) { return isHeldBy(spec, tensors); });
            if (isWhole && table.size() > most) {
                most = table.size();
                best = other.attention;
            }
        }
    }
    const std::string found = best ? attentionText(*best) : std::string();
    return found == attentionText(config.attention) ? std::string() : found;
}

}  // namespace core
