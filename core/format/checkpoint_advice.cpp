#include "core/format/checkpoint_advice.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/format/family/inferred_family.h"
#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/format/tensor_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace core {
namespace {

// --- what another configuration would read ----------------------------------------------------------------------------

std::vector<ModelConfig> otherLamas(ModelConfig config)
{
    config.hasTokenMlp = true;
    config.context = LamaContext::Learned;
    return {config};
}

std::vector<ModelConfig> otherEncoders(ModelConfig config)
{
    std::vector<ModelConfig> others;
    const auto add = [&](TrainedMask mask, const AttentionMechanism &mechanism, ProjectionSharing sharing) {
        config.attention.trainedMask = mask;
        config.attention.kind = mechanism.kind;
        config.attention.variant = mechanism.variant;
        config.attention.sharing = sharing;
        others.push_back(config);
    };
    for (const AttentionMechanism *mechanism : attentionMechanisms()) {
        if (mechanism->kind == AttentionKind::Stored)
            continue;
        for (const ProjectionSharing sharing :
             {ProjectionSharing::None, ProjectionSharing::KeyValue, ProjectionSharing::Layerwise})
            add(TrainedMask::Structured, *mechanism, sharing);
    }
    return others;
}

// Those that differ from it in what attention is made of, not in sizes.
std::vector<ModelConfig> otherReadings(const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return otherLamas(config);
    return config.type == ModelType::Bert || config.type == ModelType::CompactBert ? otherEncoders(config)
                                                                                   : std::vector<ModelConfig>();
}

bool endsInName(std::string_view tensor, std::string_view name)
{
    return tensor.ends_with(name) && (tensor.size() == name.size() || tensor[tensor.size() - name.size() - 1] == '.');
}

void findContradicting(const ModelConfig &config, CheckpointReport &report)
{
    std::set<std::string> names;
    for (const ModelConfig &other : report.unused.empty() ? std::vector<ModelConfig>() : otherReadings(config)) {
        for (const TensorSpec &spec : tensorTable(other))
            names.insert(publishedName(spec));
    }
    for (const TensorSpec &spec : tensorTable(config))
        names.erase(publishedName(spec));
    const auto isOfOther = [&names](const std::string &tensor) {
        return std::ranges::any_of(names, [&tensor](const std::string &name) { return endsInName(tensor, name); });
    };
    const auto others = std::ranges::stable_partition(report.unused, std::not_fn(isOfOther));
    report.contradicting.assign(others.begin(), others.end());
    report.unused.erase(others.begin(), others.end());
}

// --- what the tensors tell ----------------------------------------------------------------------------------------------

// Where the layers are not named as the config's family names them, as a bare RoBERTa's are as a BERT's.
std::string familyAdvice(const ModelConfig &config, std::span<const TensorFacts> tensors)
{
    const auto found = inferredFamily(tensors);
    if (!found || layersOfTensors(tensors, familyOf(config)) > 0)
        return {};
    return fmt::format("its tensors are named as those of a {}, but config.json is of a {}", (*found)->name,
                       familyOf(config).name);
}

std::string layersAdvice(const ModelConfig &config, std::span<const TensorFacts> tensors)
{
    const int layers = layersOfTensors(tensors, familyOf(config));
    if (familyOf(config).sharesLayers || layers == 0 || layers >= config.layers)
        return {};
    return fmt::format("it has {}, but config.json says {}", counted(layers, "layer"), config.layers);
}

std::string headAdvice(const ModelConfig &config, std::span<const TensorFacts> tensors)
{
    const ModelTask task = taskOfTensors(tensors, config);
    if (task == config.task)
        return {};
    return fmt::format("by its tensors this is {}, but \"architectures\" in config.json says {}", taskText(task),
                       taskText(config.task));
}

std::string attentionAdvice(const ModelConfig &config, const CheckpointReport &report)
{
    if (report.contradicting.empty())
        return {};
    if (config.type == ModelType::Lama)
        return "its attention has parts that \"token_mlp\" or \"context\" in config.json leave out";
    if (report.contradicting.front().ends_with("attention_mask.gates"))
        return "it has a learned mask, but \"attention_mask\" in config.json names another or none";
    return "its attention is another than \"attention\" in config.json says";
}

// A number of config.json that a dimension of a tensor shows.
struct ShownSize {
    std::string_view tensor;  // as this program calls it
    std::size_t dimension;
    std::string_view key;
};

std::vector<ShownSize> shownSizes(const ModelFamily &family)
{
    const std::string_view width = family.sizes.embeddingSize > 0 ? "embedding_size" : family.keys.hiddenSize;
    return {{"embeddings.word_embeddings.weight", 0, "vocab_size"},
            {"embeddings.word_embeddings.weight", 1, width},
            {"embeddings.position_embeddings.weight", 0, family.keys.positions},
            {"embeddings.token_type_embeddings.weight", 0, "type_vocab_size"},
            {"encoder.layer.0.attention.self.query.weight", 0, "heads times head size"},
            {"encoder.layer.0.intermediate.dense.weight", family.storesInputsFirst ? 1U : 0U, family.keys.intermediateSize},
            {"classifier.weight", 0, "number of labels"}};
}

std::string sizesAdvice(const ModelConfig &config, const CheckpointReport &report)
{
    const ModelFamily &family = familyOf(config);
    std::string sizes;
    for (const ShownSize &size : shownSizes(family)) {
        const auto tensor = std::ranges::find(report.illShaped, publishedName(family, size.tensor), &IllShapedTensor::name);
        if (size.key.empty() || tensor == report.illShaped.end() || tensor->found.size() != tensor->expected.size() ||
            tensor->found[size.dimension] == tensor->expected[size.dimension])
            continue;
        sizes += fmt::format("{}{} {} and not {}", sizes.empty() ? "" : ", ", size.key, tensor->found[size.dimension],
                             tensor->expected[size.dimension]);
    }
    return sizes.empty() ? sizes : "its tensors are of another size than config.json says (" + sizes + ")";
}

std::string plainAdvice(const ModelConfig &config, std::span<const TensorFacts> tensors, const CheckpointReport &report)
{
    if (const std::string advice = attentionAdvice(config, report); !advice.empty() || !hasFamily(config))
        return advice;
    if (!report.missing.empty()) {
        for (const std::string &advice :
             {familyAdvice(config, tensors), layersAdvice(config, tensors), headAdvice(config, tensors)}) {
            if (!advice.empty())
                return advice;
        }
    }
    return sizesAdvice(config, report);
}

}  // namespace

void adviseOn(const ModelConfig &config, std::span<const TensorFacts> tensors, CheckpointReport &report)
{
    findContradicting(config, report);
    report.advice = plainAdvice(config, tensors, report);
    if (!report.advice.empty())
        report.advice += "; take the config.json that was saved with these weights";
}

}  // namespace core
