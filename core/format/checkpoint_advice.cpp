#include "core/format/checkpoint_advice.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/format/attention_readings.h"
#include "core/format/family/inferred_family.h"
#include "core/format/family/model_family.h"
#include "core/format/tensor_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace core {
namespace {

void findContradicting(const ModelConfig &config, std::span<const TensorFacts> tensors, CheckpointReport &report)
{
    std::set<std::string> names;
    for (const ModelConfig &other : report.unused.empty() ? std::vector<ModelConfig>() : otherReadings(config, tensors)) {
        for (const TensorSpec &spec : tensorTable(other))
            names.insert(publishedName(spec));
    }
    for (const TensorSpec &spec : tensorTable(config))
        names.erase(publishedName(spec));
    const auto isOfOther = [&names](const std::string &tensor) {
        return std::ranges::any_of(names, [&tensor](const std::string &name) { return endsInName(tensor, name); });
    };
    const auto others = std::stable_partition(report.unused.begin(), report.unused.end(), std::not_fn(isOfOther));
    report.contradicting.assign(others, report.unused.end());
    report.unused.erase(others, report.unused.end());
}

// Where the layers are not named as the config's family names them, as a bare RoBERTa's are as a BERT's.
std::string familyAdvice(const ModelConfig &config, std::span<const TensorFacts> tensors)
{
    const auto found = inferredFamily(tensors);
    const bool hasOtherPrefix = found && (*found)->prefix != familyOf(config).prefix && hasPrefix(tensors, (*found)->prefix);
    if (!found || (layersOfTensors(tensors, familyOf(config)) > 0 && !hasOtherPrefix))
        return {};
    return fmt::format("its tensors are named as those of {}, but config.json is of {}", withArticle((*found)->name),
                       withArticle(familyOf(config).name));
}

std::string layersAdvice(const ModelConfig &config, std::span<const TensorFacts> tensors)
{
    const int layers = layersOfTensors(tensors, familyOf(config));
    if (familyOf(config).sharesLayers) {
        return layers == config.layerGroups ? std::string()
                                            : fmt::format("it has {} of layers, where config.json comes to {}",
                                                          counted(layers, "group"), config.layerGroups);
    }
    if (layers == 0 || layers >= config.layers)
        return {};
    return fmt::format("it has {}, where config.json comes to {}", counted(layers, "layer"), config.layers);
}

bool isOfHead(const std::string &name)
{
    return name.starts_with("pooler.") || name.starts_with("classifier.") || name.starts_with("cls.");
}

bool isMissingHead(const ModelConfig &config, const std::string &published)
{
    return std::ranges::any_of(tensorTable(config), [&published](const TensorSpec &spec) {
        return publishedName(spec) == published && isOfHead(spec.name);
    });
}

// Whether some tensor of the head that config.json asks for is there.
bool hasPartOfHead(const ModelConfig &config, const CheckpointReport &report)
{
    return std::ranges::any_of(tensorTable(config), [&report](const TensorSpec &spec) {
        return isOfHead(spec.name) && !spec.isOptional &&
               std::ranges::find(report.missing, publishedName(spec)) == report.missing.end();
    });
}

// The family whose head this is, where it is not that of the config's.
const ModelFamily *familyOfHead(ModelConfig config, std::span<const TensorFacts> tensors)
{
    for (const ModelFamily *family : modelFamilies()) {
        config.type = family->type;
        if (!family->isCausal && taskOfTensors(tensors, config) != ModelTask::EncoderOnly)
            return family;
    }
    return nullptr;
}

std::string headAdvice(const ModelConfig &config, std::span<const TensorFacts> tensors, const CheckpointReport &report)
{
    if (hasPartOfHead(config, report))
        return "a part of its head is missing; save it whole again";
    const ModelTask task = taskOfTensors(tensors, config);
    const ModelFamily *other = task == ModelTask::EncoderOnly ? familyOfHead(config, tensors) : nullptr;
    if (other)
        return fmt::format("its head is named as that of {}, but config.json is of {}", withArticle(other->name),
                           withArticle(familyOf(config).name));
    if (task == config.task)
        return {};
    return fmt::format("by its tensors this is {}, but \"architectures\" in config.json says {}", taskText(task),
                       taskText(config.task));
}

std::string attentionAdvice(const ModelConfig &config, std::span<const TensorFacts> tensors, const CheckpointReport &report)
{
    if (config.type == ModelType::Lama)
        return report.contradicting.empty() ? std::string()
                                            : "its attention has parts that \"token_mlp\" or \"context\" in config.json "
                                              "leave out";
    const std::string found = attentionOfTensors(config, tensors);
    if (!found.empty())
        return fmt::format("by its tensors it has {}, where config.json has {}", found, attentionText(config.attention));
    return report.contradicting.empty() ? std::string() : "its attention is another than the one in config.json";
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
    return sizes.empty() ? sizes : "its tensors are of another size than config.json comes to (" + sizes + ")";
}

std::string plainAdvice(const ModelConfig &config, std::span<const TensorFacts> tensors, const CheckpointReport &report)
{
    if (!hasFamily(config))
        return attentionAdvice(config, tensors, report);
    const bool lacks = !report.missing.empty();
    const bool isOtherwiseShaped = lacks || !report.illShaped.empty() || !report.contradicting.empty();
    const std::array advices{
        lacks ? familyAdvice(config, tensors) : std::string(),
        lacks || !report.contradicting.empty() ? layersAdvice(config, tensors) : std::string(),
        isOtherwiseShaped ? attentionAdvice(config, tensors, report) : std::string(),
        lacks && std::ranges::all_of(report.missing, [&](const std::string &name) { return isMissingHead(config, name); })
            ? headAdvice(config, tensors, report)
            : std::string(),
        sizesAdvice(config, report)};
    const auto first = std::ranges::find_if_not(advices, &std::string::empty);
    return first == advices.end() ? std::string() : *first;
}

// Of tensors that the model runs without those of its own layers, but for what GPT-2's checkpoints keep of its causal mask.
std::vector<std::string> unusedWithinLayers(const ModelConfig &config, const std::vector<std::string> &unused)
{
    std::vector<std::string> names;
    for (int layer = 0; layer < config.layers; ++layer) {
        const std::string whole =
            publishedName(familyOf(config), fmt::format("encoder.layer.{}.output.dense.weight", layer));
        const std::string number = fmt::format(".{}.", layer);
        const std::string prefix = whole.substr(0, whole.find(number) + number.size());
        for (const std::string &name : unused) {
            if (name.find(prefix) != std::string::npos && !endsInName(name, "attn.bias") &&
                !endsInName(name, "attn.masked_bias"))
                names.push_back(name);
        }
    }
    return names;
}

// What runs without a part of the weights that would have changed its numbers.
void remarkOnUnused(std::span<const TensorFacts> tensors, const CheckpointReport &report, ModelConfig &config)
{
    const ModelFamily &family = familyOf(config);
    const int layers = layersOfTensors(tensors, family);
    if (!family.sharesLayers && layers > config.layers)
        config.remarks.push_back(fmt::format(
            "config.json asks for {}: of the {} in the weights the last {} not run", counted(config.layers, "layer"), layers,
            layers - config.layers == 1 ? "is" : fmt::format("{} are", layers - config.layers)));
    const std::vector<std::string> inLayers = unusedWithinLayers(config, report.unused);
    if (!inLayers.empty())
        config.remarks.push_back(fmt::format("{} within the layers {} no part of {} and not run, such as {}",
                                             counted(inLayers.size(), "tensor"), inLayers.size() == 1 ? "is" : "are",
                                             withArticle(family.name), quotedText(inLayers.front())));
    if (const ModelTask task = taskOfTensors(tensors, config); task == ModelTask::Classification && task != config.task)
        config.remarks.push_back(fmt::format("the weights have the head of a classifier, which is not run, as config.json "
                                             "says {}",
                                             taskText(config.task)));
}

}  // namespace

void adviseOn(std::span<const TensorFacts> tensors, ModelConfig &config, CheckpointReport &report)
{
    findContradicting(config, tensors, report);
    report.advice = report.fits() ? std::string() : plainAdvice(config, tensors, report);
    if (!report.advice.empty() && report.advice.find(';') == std::string::npos)
        report.advice += "; take the config.json that was saved with these weights";
    if (hasFamily(config))
        remarkOnUnused(tensors, report, config);
}

}  // namespace core
