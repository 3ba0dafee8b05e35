#pragma once

#include "core/format/mechanism/attention_columns.h"
#include "core/format/model_config.h"
#include "core/model/attention/attention_layer.h"
#include "core/ops/layer_norm.h"
#include "core/ops/linear.h"

#include <memory>
#include <optional>
#include <vector>

namespace core {

struct EncoderLayer {
    std::unique_ptr<AttentionLayer> attention;
    Linear attentionOutput;
    LayerNorm attentionNorm;
    Linear intermediate;  // with the hidden activation
    Linear output;
    LayerNorm outputNorm;
};

struct ClassificationHead {
    Linear pooler;
    Linear classifier;
};

struct MaskedLanguageModelHead {
    Linear transform;  // with the hidden activation
    LayerNorm norm;
    Linear decoder;  // tied to the word embeddings unless the checkpoint has its own
};

// What an encoder is made of, from the bottom up: for the passes through it, forth and back.
struct EncoderParts {
    Matrix wordEmbeddings;      // vocabulary x D
    Matrix positionEmbeddings;  // positions x D, the first token type's row already added
    LayerNorm embeddingNorm;
    std::vector<EncoderLayer> layers;
    int heads = 0;
    int headSize = 0;
    AttentionColumns attentionColumns = AttentionColumns::Tokens;
    TrainedMask trainedMask = TrainedMask::Full;
    std::shared_ptr<const LearnedGates> gates;  // null where the mask is not learned
    std::optional<ClassificationHead> classificationHead;
    std::optional<MaskedLanguageModelHead> maskedLanguageModelHead;
};

EncoderParts readEncoderParts(const ModelConfig &config, const TensorSource &tensors);

}  // namespace core
