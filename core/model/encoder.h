#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/format/model_config.h"
#include "core/model/encoder_parts.h"
#include "core/model/forward_options.h"
#include "core/text/token.h"

#include <mutex>
#include <span>
#include <vector>

namespace core {

// The network of every family but LAMA, with any attention kind: embeddings, layers that normalize behind their sums (BERT, Devlin et
// al. 2019) or before their steps (GPT-2, Radford et al. 2019) and, where the model has it, a classifier or a language-model head.
class Encoder
{
public:
    Encoder(const ModelConfig &config, const TensorSource &tensors);

    // ids: 1 ... maxPositions vocabulary rows, special tokens included.
    Result<ForwardTrace> forward(std::span<const TokenId> ids, const ForwardOptions &options, const StopToken &stop) const;
    // The same from what enters the network on, before its LayerNorm (n x E).
    Result<ForwardTrace> forwardFromInputs(Matrix inputs, const ForwardOptions &options, const StopToken &stop) const;
    // The same from the embedding output on (n x D).
    Result<ForwardTrace> forwardFromEmbeddings(Matrix embeddings, const ForwardOptions &options,
                                               const StopToken &stop) const;
    // The same from layer `first` on, behind the layers of an earlier pass with the same kept tensors, the hidden states among them.
    Result<ForwardTrace> forwardFromLayer(const EncoderTrace &earlier, LayerIndex first, const ForwardOptions &options,
                                          const StopToken &stop) const;

    // What enters the network of these ids: the sum of word, position and token type, n x E.
    Matrix inputs(std::span<const TokenId> ids) const;

    const EncoderParts &parts() const { return m_parts; }
    std::vector<AttentionParameters> attentionParameters() const;  // one per layer
    // W_O of each layer, D x H*dh: what heads' outputs side by side are multiplied with. Laid out when they are first asked for and
    // held from then on.
    std::span<const Matrix> outputProjections() const;

private:
    // Memory of one thread behind the attention, for as many rows as it takes at once.
    struct RowScratch {
        Matrix attended;    // rows x D
        Matrix expanded;    // rows x intermediate size
        Matrix normalized;  // rows x D, of a network that normalizes first
    };

    // Everything of a layer behind its attention. hidden: its input, n x D, replaced by its output. One scratch for each thread.
    static void finishLayer(const EncoderLayer &layer, NormPlace norms, const Matrix &context,
                            std::vector<RowScratch> &scratch, Matrix &hidden);

    // Runs the layers from `first` on over `hidden` and the head behind them; trace has the earlier layers already.
    Result<ForwardTrace> runLayers(int first, Matrix hidden, EncoderTrace trace, const ForwardOptions &options,
                                   const StopToken &stop) const;
    Matrix classify(const Matrix &hidden) const;
    // logits: what the model's head makes of the last layer's states; empty where it has none.
    Matrix headLogits(Matrix hidden, const std::vector<int> &positions) const;
    Matrix predictTokens(const Matrix &hidden, const std::vector<int> &positions) const;

    EncoderParts m_parts;

    mutable std::once_flag m_hasOutputProjections;
    mutable std::vector<Matrix> m_outputProjections;
};

}  // namespace core
