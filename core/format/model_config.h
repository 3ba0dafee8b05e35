#pragma once

#include "core/base/result.h"
#include "core/format/attention_config.h"
#include "core/format/output_quantity.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

enum class ModelType {
    Bert,
    CompactBert,
    DistilBert,
    Roberta,
    XlmRoberta,
    Camembert,
    Albert,
    Electra,
    Gpt2,
    Lama,
    StoredMaps
};
enum class ModelTask { Classification, MaskedLanguageModel, CausalLanguageModel, EncoderOnly };
// Whether the head gives a logit for each piece of the vocabulary.
constexpr bool predictsPieces(ModelTask task)
{
    return task == ModelTask::MaskedLanguageModel || task == ModelTask::CausalLanguageModel;
}

enum class HiddenActivation { Gelu, GeluNew, Relu };
enum class LamaContext { Learned, Mean };

// config.json of a model folder, checked: every size is positive and small enough to be believed, so that products of
// them fit into 64 bits. Keys follow Hugging Face's names.
struct ModelConfig {
    ModelType type = ModelType::Bert;
    ModelTask task = ModelTask::Classification;
    int hiddenSize = 0;  // D; LAMA: of one GRU direction
    int layers = 1;
    int heads = 0;
    int headSize = 0;  // width of one head; need not divide hiddenSize
    int vocabularySize = 0;
    int paddingId = 0;
    std::vector<std::string> labels;  // names of the outputs by index; empty unless the task is classification
    OutputQuantity outputs = OutputQuantity::Softmax;  // what the outputs are; of a classification head

    // every family but lama
    int intermediateSize = 0;
    int maxPositions = 0;                       // of which a text may use every one
    int positionOffset = 0;                     // rows of the table of positions that stand before that of the first token
    int tokenTypes = 0;                         // 0: the family has none
    int layerGroups = 0;                        // ALBERT: the layers of a group share their weights; others: 0
    std::vector<std::vector<int>> prunedHeads;  // by layer, ascending; empty where no head is pruned
    double layerNormEpsilon = 1e-12;
    HiddenActivation activation = HiddenActivation::Gelu;
    AttentionConfig attention;
    bool tiesDecoder = true;  // a language model's decoder may be the word embeddings

    int embeddingSize = 0;  // width of a word's vector

    // lama
    int classifierHiddenSize = 0;  // 0: a linear classifier
    LamaContext context = LamaContext::Learned;
    bool hasTokenMlp = false;

    // "training": free facts for the reader, as indented JSON text; empty where there are none. Never interpreted.
    std::string training;

    // What had to be decided without the config's word, and what of the checkpoint is not run: a sentence each.
    std::vector<std::string> remarks;
};

// A tensor as a checkpoint names and shapes it: what a config that leaves things out is completed by.
struct TensorFacts {
    std::string name;
    std::vector<std::int64_t> shape;
};

// Refuses what is not plausible and what this program cannot run, with a sentence that names the key. Where the config names neither
// its family nor its task, they follow from the checkpoint's tensors; so does the number of labels without names.
Result<ModelConfig> parseModelConfig(std::string_view json, std::span<const TensorFacts> tensors = {});

}  // namespace core
