// config.json: what is accepted has every size that the file gives, sizes that are plausible, and can be laid out as tensors.
#include "core/base/json.h"
#include "core/format/model_config.h"
#include "core/format/tensor_table.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/json_mutation.h"

#include <nlohmann/json.hpp>

namespace {

using core::ModelConfig;
using core::ModelType;
using nlohmann::json;

struct Size {
    const char *key;
    int ModelConfig::*member;
};

constexpr Size sizes[]{{"hidden_size", &ModelConfig::hiddenSize},
                       {"num_attention_heads", &ModelConfig::heads},
                       {"vocab_size", &ModelConfig::vocabularySize}};
constexpr Size encoderSizes[]{{"num_hidden_layers", &ModelConfig::layers},
                              {"head_size", &ModelConfig::headSize},
                              {"intermediate_size", &ModelConfig::intermediateSize},
                              {"max_position_embeddings", &ModelConfig::maxPositions},
                              {"type_vocab_size", &ModelConfig::tokenTypes}};
constexpr Size lamaSizes[]{{"embedding_size", &ModelConfig::embeddingSize}};

std::string faultOf(std::span<const Size> wanted, const json &file, const ModelConfig &config)
{
    for (const Size &size : wanted) {
        const auto given = file.find(size.key);
        if (config.*size.member < 1)
            return std::string(size.key) + " is below 1";
        if (given != file.end() && !given->is_null() && *given != json(config.*size.member))
            return std::string(size.key) + " is not what the file says";
    }
    return {};
}

std::string judge(std::string_view input)
{
    const auto config = core::parseModelConfig(input);
    if (!config)
        return fuzz::refusalFault(config.error());
    const json file = core::parseJson(input, {.acceptsNonFinite = true}).value();
    const bool isLama = config->type == ModelType::Lama;
    if (std::string fault = faultOf(sizes, file, *config); !fault.empty())
        return fault;
    if (std::string fault = isLama ? faultOf(lamaSizes, file, *config) : faultOf(encoderSizes, file, *config);
        !fault.empty())
        return fault;
    if (config->task == core::ModelTask::Classification && config->labels.empty())
        return "a classifier without classes";
    if (config->paddingId < 0 || config->paddingId >= config->vocabularySize)
        return "the padding is no piece of the vocabulary";
    // What would overflow is refused before a tensor is asked for.
    if (config->layers <= 64 && core::parameterCount(core::tensorTable(*config)) < config->hiddenSize)
        return "the tensors have fewer numbers than one of them";
    return {};
}

}  // namespace

int main(int argc, char **argv)
{
    return fuzz::run(
        {.name = "config",
         .seeds =
             {R"({"model_type": "bert", "architectures": ["BertForSequenceClassification"], "hidden_size": 8, "num_hidden_layers": 2,
                      "num_attention_heads": 2, "intermediate_size": 16, "max_position_embeddings": 32, "vocab_size": 40,
                      "type_vocab_size": 2, "layer_norm_eps": 1e-12, "hidden_act": "gelu", "id2label": {"0": "no", "1": "yes"}})",
              R"({"model_type": "compact_bert", "architectures": ["CompactBertModel"], "hidden_size": 8, "num_hidden_layers": 1,
                      "num_attention_heads": 3, "head_size": 4, "intermediate_size": 16, "max_position_embeddings": 32, "vocab_size": 40,
                      "attention": {"kind": "linformer", "sharing": "layerwise", "projected_length": 4, "max_length": 16}})",
              R"({"model_type": "compact_bert", "architectures": ["CompactBertForMaskedLM"], "hidden_size": 8,
                      "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16, "vocab_size": 40,
                      "max_position_embeddings": 32, "attention_mask": {"kind": "structured"}, "training": {"a": 1}})",
              R"({"model_type": "lama", "architectures": ["LamaForSequenceClassification"], "hidden_size": 6, "num_attention_heads": 2,
                      "embedding_size": 5, "vocab_size": 30, "classifier_hidden_size": 4, "context": "mean", "num_labels": 3})"},
         .dictionary = {"\"bert\"", "\"lama\"", "\"compact_bert\"", "\"attention\"", "\"kind\"", "\"linear\"", "\"shared\"",
                        "\"pairwise\"", "\"symmetric\"", "NaN", "Infinity", "null", "true", "1e400",
                        "\"head_size\": ", "\"num_labels\": ", "\\n", "\xff"},
         .judge = judge,
         .mutate = fuzz::mutatedJson},
        argc, argv);
}
