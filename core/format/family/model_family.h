#pragma once

#include "core/format/model_config.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace core {

// Where a layer's LayerNorms stand: behind each residual sum, as in BERT, or before what is added to it, as in GPT-2, which then
// has one more behind the last layer.
enum class NormPlace { BehindSums, BeforeSteps };

// What stands between the hidden state that a classification head reads and its last product.
enum class HeadStep { None, Tanh, Gelu, Relu };

// The token whose last hidden state a classification head reads.
enum class ReadToken { First, Last };

// A tensor, or the beginning of several, as this program calls it and as the family's checkpoints do.
struct TensorName {
    std::string_view ours;
    std::string_view published;
};

// Keys of config.json; the names of BERT's are read as well. An empty one: the family has no such key.
struct SizeKeys {
    std::string_view hiddenSize = "hidden_size";
    std::string_view layers = "num_hidden_layers";
    std::string_view heads = "num_attention_heads";
    std::string_view intermediateSize = "intermediate_size";
    std::string_view positions = "max_position_embeddings";
    std::string_view activation = "hidden_act";
    std::string_view normEpsilon = "layer_norm_eps";
};

// What Hugging Face's configuration of the family takes for a key that is not there.
struct SizeDefaults {
    int hiddenSize = 768;
    int layers = 12;
    int heads = 12;
    int intermediateSize = 3072;  // 0: four times the hidden size
    int positions = 512;
    int vocabularySize = 30522;
    int tokenTypes = 2;     // 0: the family has none
    int embeddingSize = 0;  // of a word's vector; 0: the hidden size, and no key of its own
    int paddingId = 0;
    double normEpsilon = 1e-12;
    std::string_view activation = "gelu";
};

// What one published family of encoders and decoders is, apart from arithmetic that all share: its names, its sizes and the few
// steps in which it differs. Names of tensors are written with L for the number of a layer. What is not listed has BERT's name.
struct ModelFamily {
    ModelType type = ModelType::Bert;
    std::string_view id;      // "model_type" of config.json
    std::string_view name;    // as a reader calls it
    std::string_view prefix;  // of the bare model's tensors where there is a head: "roberta."
    SizeKeys keys;
    SizeDefaults sizes;
    std::span<const TensorName> names;
    std::string_view telling;  // a published name that no other family has, with 0 for L; empty: the prefix tells it apart

    NormPlace norms = NormPlace::BehindSums;
    bool isCausal = false;  // no token attends to those behind it
    bool hasEmbeddingNorm = true;
    bool alwaysProjectsEmbeddings = false;  // else only where words' vectors have another width than hidden states
    bool positionsFollowPadding = false;    // the first token's position is the padding id + 1
    bool sharesLayers = false;              // one layer's weights for all layers of a group
    bool storesInputsFirst = false;  // weights within layers are inputs x outputs, and query, key and value one tensor
    HeadStep classifierStep = HeadStep::Tanh;
    ReadToken classifierToken = ReadToken::First;
    bool hasClassifierBias = true;
    bool hasGeluTransform = false;  // of the language-model head, whatever the hidden activation is

    // Refuses settings of the family that change what is computed and that this engine does not have.
    void (*refuseSettings)(class ConfigReader &reader) = nullptr;
};

// Every family, in the order in which messages list their ids. LAMA is none of them.
std::span<const ModelFamily *const> modelFamilies();

// Whether the model is of one of them: LAMA and files of maps are not.
bool hasFamily(const ModelConfig &config);
const ModelFamily &familyOf(const ModelConfig &config);

// Whether the model has a product that takes words' vectors to the width of hidden states.
bool projectsEmbeddings(const ModelFamily &family, const ModelConfig &config);

// "a BERT", "an ALBERT", "an XLM-RoBERTa"
std::string withArticle(std::string_view name);

// What the family's checkpoints call the tensor that this program calls `name`.
std::string publishedName(const ModelFamily &family, std::string_view name);

}  // namespace core
