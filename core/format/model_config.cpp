#include "core/format/model_config.h"

#include "core/base/counted.h"
#include "core/base/json.h"
#include "core/format/config_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

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

constexpr ConfigWord<ModelType> modelTypes[]{
    {ModelType::Bert, "bert"},
    {ModelType::CompactBert, "compact_bert"},
    {ModelType::Lama, "lama"},
};
constexpr ConfigWord<HiddenActivation> activations[]{
    {HiddenActivation::Gelu, "gelu"},
    {HiddenActivation::GeluNew, "gelu_new"},
    {HiddenActivation::Relu, "relu"},
};
constexpr ConfigWord<LamaContext> contexts[]{
    {LamaContext::Learned, "learned"},
    {LamaContext::Mean, "mean"},
};
// By the end of the architecture's name.
constexpr ConfigWord<ModelTask> tasks[]{
    {ModelTask::Classification, "ForSequenceClassification"},
    {ModelTask::MaskedLanguageModel, "ForMaskedLM"},
    {ModelTask::EncoderOnly, "Model"},
};

ModelTask readTask(ConfigReader &reader)
{
    const nlohmann::json *names = reader.member("architectures");
    if (names && names->is_array() && names->size() == 1 && names->front().is_string()) {
        const std::string &name = names->front().get_ref<const std::string &>();
        for (const auto &task : tasks) {
            if (name.ends_with(task.id))
                return task.value;
        }
        reader.refuse(badInput(fmt::format(
            "\"architectures\" names {}, expected a name that ends in ForSequenceClassification, ForMaskedLM or Model",
            quotedText(name))));
    }
    reader.refuse("architectures", "a list of one name that ends in ForSequenceClassification, ForMaskedLM or Model");
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

// Where no names are given, Hugging Face's own: two classes called LABEL_0 and LABEL_1.
std::vector<std::string> readLabels(ConfigReader &reader)
{
    const nlohmann::json *names = reader.member("id2label");
    if (names && (!names->is_object() || names->empty() || names->size() > static_cast<std::size_t>(labelRange.largest)))
        reader.refuse("id2label", "an object with a name for every class");
    const bool hasNames = names && names->is_object();
    const int count = reader.number("num_labels", labelRange, hasNames ? static_cast<int>(names->size()) : 2);
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
    if (config.type == ModelType::Bert && headSize != part)
        reader.refuse("head_size", fmt::format("\"hidden_size\" / \"num_attention_heads\" = {} in a bert model", part));
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
    if (config.type == ModelType::Bert && *attention != AttentionConfig{})
        reader.refuse(badInput(
            "a bert model has standard attention and no mask of its own, expected \"model_type\" \"compact_bert\""));
    if (std::int64_t(attention->projectedLength) * config.heads > largestHeadWidths)
        reader.refuse(badInput(fmt::format("\"attention.projected_length\" is {}, expected at most {} with so many heads",
                                           attention->projectedLength, largestHeadWidths / config.heads)));
    return *attention;
}

// Settings of Hugging Face's BERT that change what is computed and that this engine does not have.
void refuseOtherBerts(ConfigReader &reader)
{
    if (reader.text("position_embedding_type", "absolute") != "absolute")
        reader.refuse("position_embedding_type", "\"absolute\"");
    if (reader.flag("is_decoder", false))
        reader.refuse("is_decoder", "false: only encoders are supported");
}

// Defaults are those of Hugging Face's BertConfig.
void readEncoder(ConfigReader &reader, const nlohmann::json &json, ModelConfig &config)
{
    config.hiddenSize = reader.number("hidden_size", sizeRange, 768);
    config.layers = reader.number("num_hidden_layers", layerRange, 12);
    config.heads = reader.number("num_attention_heads", headRange, 12);
    if (config.layers * config.heads > mostHeadsOfModel) {
        reader.refuse(
            badInput(fmt::format("the model has {} of {}, expected at most {} heads in all", counted(config.layers, "layer"),
                                 counted(config.heads, "head"), mostHeadsOfModel)));
    }
    config.headSize = readHeadSize(reader, config);
    config.vocabularySize = reader.number("vocab_size", sizeRange, 30522);
    config.intermediateSize = reader.number("intermediate_size", sizeRange, 3072);
    config.maxPositions = reader.number("max_position_embeddings", sizeRange, 512);
    config.tokenTypes = reader.number("type_vocab_size", tokenTypeRange, 2);
    config.layerNormEpsilon = reader.decimal("layer_norm_eps", 1e-12);
    config.activation = reader.word<HiddenActivation>("hidden_act", activations, "gelu");
    config.attention = readAttention(reader, json, config);
    refuseOtherBerts(reader);
}

void readLama(ConfigReader &reader, ModelConfig &config)
{
    config.hiddenSize = reader.number("hidden_size", sizeRange);
    config.heads = reader.number("num_attention_heads", headRange);
    config.embeddingSize = reader.number("embedding_size", sizeRange);
    config.vocabularySize = reader.number("vocab_size", sizeRange);
    config.classifierHiddenSize = reader.number("classifier_hidden_size", {0, sizeRange.largest}, 0);
    config.context = reader.word<LamaContext>("context", contexts, "learned");
    config.hasTokenMlp = reader.flag("token_mlp", false);
    if (config.task != ModelTask::Classification)
        reader.refuse("architectures", "one name that ends in ForSequenceClassification in a lama model");
}

Result<ModelConfig> readConfig(const nlohmann::json &json)
{
    ConfigReader reader(json);
    ModelConfig config;
    config.type = reader.word<ModelType>("model_type", modelTypes);
    config.task = readTask(reader);
    if (config.type == ModelType::Lama)
        readLama(reader, config);
    else
        readEncoder(reader, json, config);
    config.paddingId = reader.number("pad_token_id", {0, config.vocabularySize - 1}, 0);
    if (config.task == ModelTask::Classification) {
        config.labels = readLabels(reader);
        config.outputs = readOutputs(reader, config.labels.size());
    }
    config.training = readTraining(reader);
    if (reader.error())
        return *reader.error();
    return config;
}

}  // namespace

Result<ModelConfig> parseModelConfig(std::string_view json)
{
    const auto parsed = parseJson(json, jsonLimits);
    if (!parsed)
        return parsed.error();
    if (!parsed->is_object())
        return badInput("the configuration is not a JSON object");
    return readConfig(*parsed);
}

}  // namespace core
