#pragma once

#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_columns.h"
#include "core/format/model_config.h"
#include "core/model/attention/attention_layer.h"
#include "core/model/mask/mask_pattern.h"
#include "core/ops/layer_norm.h"
#include "core/ops/linear.h"

#include <memory>
#include <optional>
#include <vector>

namespace core {

// The two LayerNorms stand behind the sums of the layer's input with its attention and of that with its feed-forward step, or, in a
// network that normalizes first, before attention and before the feed-forward step.
struct EncoderLayer {
    std::unique_ptr<AttentionLayer> attention;
    Linear attentionOutput;
    LayerNorm attentionNorm;
    Linear intermediate;  // with the hidden activation
    Linear output;
    LayerNorm outputNorm;
};

// logits = classifier(step(pooler(hidden state of one token)))
struct ClassificationHead {
    std::optional<Linear> pooler;  // none where `step` is none either
    HeadStep step = HeadStep::Tanh;
    Linear classifier;
    ReadToken token = ReadToken::First;
};

// What a masked language model has between the last hidden states and the decoder.
struct WordTransform {
    Linear dense;  // with its activation
    LayerNorm norm;
};

struct LanguageModelHead {
    std::optional<WordTransform> transform;  // none in a causal one
    Linear decoder;                          // tied to the word embeddings unless the checkpoint has its own
};

// What an encoder is made of, from the bottom up: for the passes through it, forth and back. E: width of a word's vector.
struct EncoderParts {
    Matrix wordEmbeddings;      // vocabulary x E
    Matrix positionEmbeddings;  // positions of a text x E, the first token type's row already added
    std::optional<LayerNorm> embeddingNorm;
    std::optional<Linear> embeddingProjection;  // from E to D
    NormPlace norms = NormPlace::BehindSums;
    std::vector<std::shared_ptr<const EncoderLayer>> layers;  // some may be one and the same
    std::optional<LayerNorm> lastNorm;                        // behind the last layer
    int heads = 0;
    int headSize = 0;
    AttentionColumns attentionColumns = AttentionColumns::Tokens;
    TrainedMask trainedMask = TrainedMask::Full;
    std::shared_ptr<const LearnedGates> gates;  // null where the mask is not learned
    FixedPairs fixedPairs;
    std::optional<ClassificationHead> classificationHead;
    std::optional<LanguageModelHead> languageModelHead;

    // What masks over so many tokens are made of.
    PatternInput patternInput(int tokens) const
    {
        return {.tokens = tokens, .heads = heads, .gates = gates.get(), .fixed = fixedPairs};
    }
};

// What the first layer reads, n x D, of what enters the network, n x E.
Matrix embeddingsOf(const EncoderParts &parts, Matrix inputs);

// The row of the last hidden states that the head reads.
Eigen::Index readRow(const ClassificationHead &head, const Matrix &hidden);

// values := step(values)
void takeStep(HeadStep step, Matrix &values);

EncoderParts readEncoderParts(const ModelConfig &config, const TensorSource &tensors);

}  // namespace core
