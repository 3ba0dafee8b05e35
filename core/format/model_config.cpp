#include "core/format/model_config.h"

#include "core/base/counted.h"
#include "core/base/json.h"
#include "core/base/number_in.h"
#include "core/format/config_reader.h"
#include "core/format/family/inferred_family.h"
#include "core/format/family/model_family.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace core {

namespace {

constexpr JsonLimits jsonLimits{.bytes = std::size_t(4) << 20, .depth = 64, .acceptsNonFinite = true};

// Sizes that no published model comes near. Any product of two of them, times the layers, fits into 64 bits.
constexpr NumberRange sizeRange{1, 1 << 20};
constexpr NumberRange layerRange{1, 1024};
constexpr NumberRange headRange{1, 4096};
constexpr NumberRange tokenTypeRange{1, 1024};
constexpr NumberRange labelRange{1, 1 << 16};
constexpr int mostHeadsOfModel = 1 << 16;
constexpr std::int64_t largestHeadWidths = 1 << 20;  // of all heads of one layer together

constexpr ConfigWord<HiddenActivation> activations[]{
    {HiddenActivation::Gelu, "gelu"},
    {HiddenActivation::GeluNew, "gelu_new"},
    {HiddenActivation::Relu, "relu"},
    // Other names of the same functions.
    {HiddenActivation::Gelu, "gelu_python"},
    {HiddenActivation::GeluNew, "gelu_pytorch_tanh"},
    {HiddenActivation::GeluNew, "gelu_fast"},
};
constexpr ConfigWord<LamaContext> contexts[]{
    {LamaContext::Learned, "learned"},
    {LamaContext::Mean, "mean"},
};
// Of every family, and LAMA.
std::vector<ConfigWord<ModelType>> modelTypes()
{
    std::vector<ConfigWord<ModelType>> words;
    for (const ModelFamily *family : modelFamilies())
        words.push_back({family->type, family->id});
    words.push_back({ModelType::Lama, "lama"});
    return words;
}

// A config of the time before "model_type" names none; a LAMA's always does.
ModelType readType(ConfigReader &reader, std::span<const TensorFacts> tensors, ModelConfig &config)
{
    const auto inferred = reader.has("model_type") ? std::nullopt : inferredFamily(tensors);
    if (!inferred)
        return reader.word<ModelType>("model_type", modelTypes());
    config.remarks.push_back(
        fmt::format("\"model_type\" is missing: by its tensors this is {}", withArticle((*inferred)->name)));
    return (*inferred)->type;
}

ModelTask readTask(ConfigReader &reader, std::span<const TensorFacts> tensors, ModelConfig &config)
{
    const nlohmann::json *names = reader.member("architectures");
    if (names && names->is_array() && names->empty())
        names = nullptr;
    const bool isListOfOne = names && names->is_array() && names->size() == 1 && names->front().is_string();
    if (isListOfOne) {
        const auto task = taskOfArchitecture(names->front().get_ref<const std::string &>(), config);
        if (!task)
            reader.refuse(task.error());
        return task ? *task : ModelTask::EncoderOnly;
    }
    if (config.type != ModelType::Lama && !names && !tensors.empty())
        return inferredTask(tensors, config);
    if (names && names->is_string())
        reader.refuse("architectures", fmt::format("a list of one name: [{}]", foundText(*names)));
    reader.refuse("architectures", "a list of one name that ends in " + architectureEndings(config));
    return ModelTask::EncoderOnly;
}

// A label may also be a number, true or false: it is called as it is written.
std::optional<std::string> labelIn(const nlohmann::json &label)
{
    if (label.is_string())
        return label.get<std::string>();
    const bool isFinite = label.is_number() && std::isfinite(label.get<double>());
    return isFinite || label.is_boolean() ? std::optional(label.dump()) : std::nullopt;
}

std::vector<std::string> namedLabels(ConfigReader &reader, const nlohmann::json &names)
{
    std::vector<std::string> labels;
    for (std::size_t index = 0; index < names.size(); ++index) {
        const auto found = names.find(std::to_string(index));
        const auto label = found == names.end() ? std::nullopt : labelIn(*found);
        if (!label && found != names.end()) {
            reader.refuse(
                badInput(fmt::format("\"id2label\" has {} under \"{}\", expected a text", foundText(*found), index)));
            break;
        }
        if (!label) {
            reader.refuse(badInput(
                fmt::format("\"id2label\" has no label under \"{}\", expected one for every class from \"0\" to \"{}\"",
                            index, names.size() - 1)));
            break;
        }
        labels.push_back(*label);
    }
    return labels;
}

// A file of texts cannot tell classes of one name apart.
void remarkOnSharedName(ModelConfig &config)
{
    std::unordered_map<std::string_view, int> classesOf;
    for (const std::string &label : config.labels)
        ++classesOf[label];
    for (const std::string &label : config.labels) {
        const int classes = classesOf[label];
        if (classes < 2)
            continue;
        config.remarks.push_back(fmt::format("{} classes are called {}, so that files of texts must number them",
                                             classes == 2 ? "two" : std::to_string(classes), quotedText(label)));
        return;
    }
}

// Where no names are given, Hugging Face's own: two classes called LABEL_0 and LABEL_1.
// The checkpoint knows of how many classes it tells, where the config does not.
std::vector<std::string> readLabels(ConfigReader &reader, std::optional<int> outputs)
{
    const nlohmann::json *names = reader.member("id2label");
    if (names && (!names->is_object() || names->empty() || names->size() > static_cast<std::size_t>(labelRange.largest)))
        reader.refuse("id2label", "an object with a name for every class");
    const bool hasNames = names && names->is_object();
    const int count =
        reader.number("num_labels", labelRange, hasNames ? static_cast<int>(names->size()) : outputs.value_or(2));
    if (hasNames && static_cast<std::size_t>(count) != names->size())
        reader.refuse("num_labels", fmt::format("{}, as many as \"id2label\" names", names->size()));
    if (reader.error())
        return {};
    if (hasNames)
        return namedLabels(reader, *names);
    std::vector<std::string> labels;
    for (int index = 0; index < count; ++index)
        labels.push_back(fmt::format("LABEL_{}", index));
    return labels;
}

// As Hugging Face reads it: without a problem type, one output is a regression and several are classes.
OutputQuantity readOutputs(ConfigReader &reader, std::size_t outputs)
{
    enum class ProblemType { SingleLabel, MultiLabel, Regression };
    constexpr ConfigWord<ProblemType> problemTypes[]{
        {ProblemType::SingleLabel, "single_label_classification"},
        {ProblemType::MultiLabel, "multi_label_classification"},
        {ProblemType::Regression, "regression"},
    };
    const std::string_view fallback = outputs == 1 ? "regression" : "single_label_classification";
    switch (reader.word<ProblemType>("problem_type", problemTypes, fallback)) {
    case ProblemType::SingleLabel: return outputs == 1 ? OutputQuantity::BinarySigmoid : OutputQuantity::Softmax;
    case ProblemType::MultiLabel: return OutputQuantity::Sigmoids;
    case ProblemType::Regression: break;
    }
    return OutputQuantity::Values;
}

std::string readTraining(ConfigReader &reader)
{
    const nlohmann::json *training = reader.member("training");
    if (!training)
        return {};
    if (!training->is_object())
        reader.refuse("training", "an object");
    return training->dump(2);
}

// The width of one head. An ordinary BERT has no such key and cuts the hidden size into equal parts.
int readHeadSize(ConfigReader &reader, const ModelConfig &config)
{
    const int part = config.hiddenSize / config.heads;
    const bool isPart = part * config.heads == config.hiddenSize;
    const bool hasKey = reader.has("head_size");
    const int headSize = reader.number("head_size", sizeRange, std::max(part, 1));
    if (!isPart && !(hasKey && config.type == ModelType::CompactBert)) {
        reader.refuse(badInput(fmt::format("\"num_attention_heads\" {} does not divide \"hidden_size\" {}, expected a "
                                           "divisor, or a \"head_size\" in a compact_bert model",
                                           config.heads, config.hiddenSize)));
    }
    if (config.type != ModelType::CompactBert && headSize != part)
        reader.refuse("head_size", fmt::format("\"hidden_size\" / \"num_attention_heads\" = {} for \"model_type\" \"{}\"",
                                               part, familyOf(config).id));
    if (std::int64_t(headSize) * config.heads > largestHeadWidths) {
        reader.refuse(badInput(fmt::format("a layer has {} of width {}, expected at most {} columns in all",
                                           counted(config.heads, "head"), headSize, largestHeadWidths)));
    }
    return headSize;
}

AttentionConfig readAttention(ConfigReader &reader, const nlohmann::json &json, const ModelConfig &config)
{
    const auto attention = parseAttention(json);
    if (!attention) {
        reader.refuse(attention.error());
        return {};
    }
    if (config.type != ModelType::CompactBert && *attention != AttentionConfig{})
        reader.refuse(badInput(
            fmt::format("\"model_type\" \"{}\" has standard attention and no mask of its own, expected \"compact_bert\"",
                        familyOf(config).id)));
    if (std::int64_t(attention->projectedLength) * config.heads > largestHeadWidths)
        reader.refuse(badInput(fmt::format("\"attention.projected_length\" is {}, expected at most {} with so many heads",
                                           attention->projectedLength, largestHeadWidths / config.heads)));
    return *attention;
}

// The family's own key, or BERT's, which Hugging Face takes in its place. Both with different values leave open which counts.
std::string_view keyIn(ConfigReader &reader, std::string_view own, std::string_view berts)
{
    const nlohmann::json *first = reader.member(own);
    const nlohmann::json *second = reader.member(berts);
    if (first && second && *first != *second)
        reader.refuse(badInput(fmt::format("\"{}\" is {} and \"{}\" is {}, which mean the same; expected one of them", own,
                                           foundText(*first), berts, foundText(*second))));
    return first ? own : berts;
}

// The heads of one layer that are gone, in their order.
Result<std::vector<int>> prunedHeadsIn(const std::string &layer, const nlohmann::json &list, const ModelConfig &config)
{
    const auto number = numberIn<int>(layer);
    if (!number || *number < 0 || *number >= config.layers)
        return badInput(fmt::format("\"pruned_heads\" names layer {}, expected layers from \"0\" to \"{}\"",
                                    quotedText(layer), config.layers - 1));
    if (!list.is_array())
        return badInput(
            fmt::format("\"pruned_heads\" has {} under {}, expected a list of heads", foundText(list), quotedText(layer)));
    std::vector<int> heads;
    for (const nlohmann::json &head : list) {
        if (!head.is_number_unsigned() || head.get<std::uint64_t>() >= static_cast<std::uint64_t>(config.heads))
            return badInput(fmt::format("\"pruned_heads\" names head {} of layer {}, expected heads from 0 to {}",
                                        foundText(head), *number, config.heads - 1));
        heads.push_back(head.get<int>());
    }
    std::ranges::sort(heads);
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    if (static_cast<int>(heads.size()) == config.heads)
        return badInput(fmt::format("\"pruned_heads\" names all heads of layer {}, expected some that are left", *number));
    return heads;
}

// "pruned_heads": the numbers of a layer's heads by the layer's number, as transformers writes them.
std::vector<std::vector<int>> readPrunedHeads(ConfigReader &reader, const ModelConfig &config)
{
    const nlohmann::json *pruned = reader.member("pruned_heads");
    if (!pruned || (pruned->is_object() && pruned->empty()))
        return {};
    if (!pruned->is_object()) {
        reader.refuse("pruned_heads", "an object with lists of heads by layer");
        return {};
    }
    std::vector<std::vector<int>> heads(config.layers);
    for (const auto &[layer, list] : pruned->items()) {
        auto ofLayer = prunedHeadsIn(layer, list, config);
        if (!ofLayer) {
            reader.refuse(ofLayer.error());
            return {};
        }
        heads[static_cast<std::size_t>(numberIn<int>(layer).value_or(0))] = *std::move(ofLayer);
    }
    return heads;
}

void readPositions(ConfigReader &reader, const ModelFamily &family, ModelConfig &config)
{
    config.maxPositions =
        reader.number(keyIn(reader, family.keys.positions, "max_position_embeddings"), sizeRange, family.sizes.positions);
    if (!family.positionsFollowPadding)
        return;
    config.positionOffset = config.paddingId + 1;
    config.maxPositions -= config.positionOffset;
    if (config.maxPositions < 1)
        reader.refuse("max_position_embeddings",
                      fmt::format("more than {}, as positions are counted from the one behind \"pad_token_id\"",
                                  config.positionOffset));
}

void readLayers(ConfigReader &reader, const ModelFamily &family, ModelConfig &config)
{
    const SizeKeys &keys = family.keys;
    config.hiddenSize = reader.number(keyIn(reader, keys.hiddenSize, "hidden_size"), sizeRange, family.sizes.hiddenSize);
    config.layers = reader.number(keyIn(reader, keys.layers, "num_hidden_layers"), layerRange, family.sizes.layers);
    const std::string_view headsKey = keyIn(reader, keys.heads, "num_attention_heads");
    config.heads = reader.number(headsKey, headRange, family.sizes.heads);
    if (!reader.has(headsKey))  // no tensor tells
        config.remarks.push_back(fmt::format("\"{}\" is missing: {} has {} heads unless it says otherwise", headsKey,
                                             withArticle(family.name), config.heads));
    if (config.layers * config.heads > mostHeadsOfModel) {
        reader.refuse(
            badInput(fmt::format("the model has {} of {}, expected at most {} heads in all", counted(config.layers, "layer"),
                                 counted(config.heads, "head"), mostHeadsOfModel)));
    }
    if (family.sharesLayers) {
        config.layerGroups = reader.number("num_hidden_groups", {1, config.layers}, 1);
        if (config.layers % config.layerGroups != 0)
            reader.refuse("num_hidden_groups", fmt::format("a divisor of the {} layers", config.layers));
    }
    config.headSize = readHeadSize(reader, config);
    config.prunedHeads = readPrunedHeads(reader, config);
    if (!config.prunedHeads.empty() && (family.sharesLayers || config.type == ModelType::CompactBert))
        reader.refuse("pruned_heads", fmt::format("none for \"model_type\" \"{}\"", family.id));
    const int expansion = family.sizes.intermediateSize > 0 ? family.sizes.intermediateSize : 4 * config.hiddenSize;
    config.intermediateSize =
        reader.number(keyIn(reader, keys.intermediateSize, "intermediate_size"), {1, 4 * sizeRange.largest}, expansion);
    config.activation =
        reader.word<HiddenActivation>(keyIn(reader, keys.activation, "hidden_act"), activations, family.sizes.activation);
}

// Defaults are those of the family's configuration in Hugging Face's library.
void readEncoder(ConfigReader &reader, const nlohmann::json &json, ModelConfig &config)
{
    const ModelFamily &family = familyOf(config);
    config.vocabularySize = reader.number("vocab_size", sizeRange, family.sizes.vocabularySize);
    config.paddingId = reader.number("pad_token_id", {0, config.vocabularySize - 1},
                                     std::min(family.sizes.paddingId, config.vocabularySize - 1));
    readLayers(reader, family, config);
    config.embeddingSize = config.hiddenSize;
    if (family.sizes.embeddingSize > 0)
        config.embeddingSize = reader.number("embedding_size", sizeRange, family.sizes.embeddingSize);
    readPositions(reader, family, config);
    if (family.sizes.tokenTypes > 0)
        config.tokenTypes = reader.number("type_vocab_size", tokenTypeRange, family.sizes.tokenTypes);
    config.layerNormEpsilon = family.sizes.normEpsilon;
    if (!family.keys.normEpsilon.empty())
        config.layerNormEpsilon = reader.decimal(family.keys.normEpsilon, family.sizes.normEpsilon);
    config.attention = readAttention(reader, json, config);
    config.tiesDecoder = reader.flag("tie_word_embeddings", true);
    if (family.refuseSettings)
        family.refuseSettings(reader);
}

void readLama(ConfigReader &reader, ModelConfig &config)
{
    config.hiddenSize = reader.number("hidden_size", sizeRange);
    config.heads = reader.number("num_attention_heads", headRange);
    config.embeddingSize = reader.number("embedding_size", sizeRange);
    config.vocabularySize = reader.number("vocab_size", sizeRange);
    config.paddingId = reader.number("pad_token_id", {0, config.vocabularySize - 1}, 0);
    config.classifierHiddenSize = reader.number("classifier_hidden_size", {0, sizeRange.largest}, 0);
    config.context = reader.word<LamaContext>("context", contexts, "learned");
    config.hasTokenMlp = reader.flag("token_mlp", false);
    if (config.task != ModelTask::Classification)
        reader.refuse("architectures", "one name that ends in ForSequenceClassification in a lama model");
}

Result<ModelConfig> readConfig(const nlohmann::json &json, std::span<const TensorFacts> tensors)
{
    ConfigReader reader(json);
    ModelConfig config;
    config.type = readType(reader, tensors, config);
    config.task = readTask(reader, tensors, config);
    if (config.type == ModelType::Lama)
        readLama(reader, config);
    else
        readEncoder(reader, json, config);
    if (config.task == ModelTask::Classification) {
        config.labels = readLabels(reader, inferredOutputs(tensors, config));
        remarkOnSharedName(config);
        config.outputs = readOutputs(reader, config.labels.size());
    }
    config.training = readTraining(reader);
    if (reader.error())
        return *reader.error();
    return config;
}

}  // namespace

Result<ModelConfig> parseModelConfig(std::string_view json, std::span<const TensorFacts> tensors)
{
    const auto parsed = parseJson(json, jsonLimits);
    if (!parsed)
        return parsed.error();
    if (!parsed->is_object())
        return badInput("the configuration is not a JSON object");
    return readConfig(*parsed, tensors);
}

}  // namespace core
