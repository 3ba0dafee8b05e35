#pragma once

#include "core/base/matrix.h"
#include "core/base/stop.h"
#include "core/format/model_config.h"
#include "core/model/attention_parameters.h"
#include "core/model/forward_trace.h"
#include "core/model/mask/attention_mask.h"
#include "core/model/tensor_source.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace core {

// Memory that one pass hands from layer to layer, so that no layer allocates what the last one had.
struct AttentionScratch {
    Matrix projected;   // n x (all projections side by side)
    Matrix derived;     // n x H*dh, or slots x H*dh twice: what a kind makes of its projections
    HeadMatrices maps;  // per head: the maps where attention is not kept, or dh x dh contexts
};

// Per head: the rank its map is cut to, or nothing where it stays whole. Empty: all stay whole.
using RankLimits = std::span<const std::optional<int>>;

struct AttentionInput {
    const Matrix &hidden;                 // n x D
    const std::vector<bool> &maskedKeys;  // per token; empty = none
    const LayerMask &mask;                // pairs and heads: the mask the model was trained with, or the one asked for
    const KeptTensors &kept;
    RankLimits rankLimits;
    const StopToken &stop;  // heard between heads where their ranks are cut; what is filled then is not complete
};

// What the way back through a layer's attention is given.
struct AttentionBackward {
    const AttentionInput &input;     // of the pass, which kept nothing and cut no rank
    const AttentionScratch &record;  // what attend() left there
    const Matrix &context;           // dy / dcontext, n x H*dh
    HeadMatrices *maps = nullptr;    // gets dy / dmap, of the maps in the record, where somebody asks for it
};

// One attention kind with the weights of one layer. Immutable: any thread may run it.
class AttentionLayer
{
public:
    virtual ~AttentionLayer() = default;

    // What a reader may want to see of the layer's weights; empty for a kind with nothing but projections.
    virtual AttentionParameters parameters() const { return {}; }

    // Fills `context` (n x H*dh, heads side by side: what the output projection reads) and the kept parts of `trace`.
    virtual void attend(const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace,
                        Matrix &context) const = 0;

    // Writes dy / dhidden, n x D. `gradients` is memory for what becomes of each part of the record.
    virtual void propagateBack(const AttentionBackward &backward, AttentionScratch &gradients, Matrix &hidden) const = 0;
};

// Prepares the attention of layer `prefix` ("encoder.layer.0.attention.self.") in the kind the config names.
std::unique_ptr<AttentionLayer> makeAttentionLayer(const ModelConfig &config, const TensorSource &tensors,
                                                   const std::string &prefix);

}  // namespace core
