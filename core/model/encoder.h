#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/format/model_config.h"
#include "core/model/attention/attention_layer.h"
#include "core/model/forward_options.h"
#include "core/ops/layer_norm.h"
#include "core/ops/linear.h"
#include "core/text/token.h"

#include <optional>
#include <span>
#include <vector>

namespace core {

// BERT's post-norm encoder with any attention kind (Devlin et al. 2019): embeddings, layers and, where the model has them,
// the pooler with its classifier or the masked-language-model head.
class Encoder
{
public:
    Encoder(const ModelConfig &config, const TensorSource &tensors);

    // ids: 1 ... maxPositions vocabulary rows, special tokens included.
    Result<ForwardTrace> forward(std::span<const TokenId> ids, const ForwardOptions &options, const StopToken &stop) const;
    // The same from the embedding output on (n x D).
    Result<ForwardTrace> forwardFromEmbeddings(Matrix embeddings, const ForwardOptions &options,
                                               const StopToken &stop) const;
    // The same from layer `first` on, behind the layers of an earlier pass with the same kept tensors, the hidden states among them.
    Result<ForwardTrace> forwardFromLayer(const EncoderTrace &earlier, LayerIndex first, const ForwardOptions &options,
                                          const StopToken &stop) const;

    std::vector<AttentionParameters> attentionParameters() const;  // one per layer
    const std::shared_ptr<const LearnedGates> &learnedGates() const
    {
        return m_gates;
    }  // null where the mask is not learned

private:
    struct Layer {
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

    // Memory of one thread behind the attention, for as many rows as it takes at once.
    struct RowScratch {
        Matrix attended;  // rows x D
        Matrix expanded;  // rows x intermediate size
    };

    // Everything of a layer behind its attention. hidden: its input, n x D, replaced by its output. One scratch for each thread.
    static void finishLayer(const Layer &layer, const Matrix &context, std::vector<RowScratch> &scratch, Matrix &hidden);
    static Layer makeLayer(const ModelConfig &config, const TensorSource &tensors, const std::string &prefix);
    static std::optional<ClassificationHead> makeClassificationHead(const ModelConfig &config, const TensorSource &tensors);
    static std::optional<MaskedLanguageModelHead> makeMaskedLanguageModelHead(const ModelConfig &config,
                                                                              const TensorSource &tensors);

    // Runs the layers from `first` on over `hidden` and the head behind them; trace has the earlier layers already.
    Result<ForwardTrace> runLayers(int first, Matrix hidden, EncoderTrace trace, const ForwardOptions &options,
                                   const StopToken &stop) const;
    Matrix embed(std::span<const TokenId> ids) const;
    Matrix classify(const Matrix &hidden) const;
    Matrix predictTokens(const Matrix &hidden, const std::vector<int> &positions) const;

    Matrix m_wordEmbeddings;      // vocabulary x D
    Matrix m_positionEmbeddings;  // positions x D, the first token type's row already added
    LayerNorm m_embeddingNorm;
    std::vector<Layer> m_layers;
    int m_heads;
    AttentionColumns m_attentionColumns;
    TrainedMask m_trainedMask;
    std::shared_ptr<const LearnedGates> m_gates;
    std::optional<ClassificationHead> m_classificationHead;
    std::optional<MaskedLanguageModelHead> m_maskedLanguageModelHead;
};

}  // namespace core
