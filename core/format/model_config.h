#pragma once

#include "core/base/result.h"
#include "core/format/attention_config.h"
#include "core/format/output_quantity.h"

#include <string>
#include <string_view>
#include <vector>

namespace core {

enum class ModelType { Bert, CompactBert, Lama };
enum class ModelTask { Classification, MaskedLanguageModel, EncoderOnly };
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

    // bert and compact_bert
    int intermediateSize = 0;
    int maxPositions = 0;
    int tokenTypes = 0;
    double layerNormEpsilon = 1e-12;
    HiddenActivation activation = HiddenActivation::Gelu;
    AttentionConfig attention;

    // lama
    int embeddingSize = 0;
    int classifierHiddenSize = 0;  // 0: a linear classifier
    LamaContext context = LamaContext::Learned;
    bool hasTokenMlp = false;

    // "training": free facts for the reader, as indented JSON text; empty where there are none. Never interpreted.
    std::string training;
};

// Refuses what is not plausible and what this program cannot run, with a sentence that names the key.
Result<ModelConfig> parseModelConfig(std::string_view json);

}  // namespace core
