#pragma once

#include "core/model/forward_trace.h"
#include "core/model/mask/attention_mask.h"
#include "core/model/rank_truncation.h"

#include <vector>

namespace core {

// What a pass may be asked besides its tokens.
struct ForwardOptions {
    KeptTensors kept;
    std::vector<bool> maskedKeys = {};  // per token: no query may attend to it; empty = none
    // Masked language model: the tokens whose logits are wanted, a row of the vocabulary's size for each; empty = all.
    std::vector<int> predictedPositions = {};
    RankTruncation truncation = {};
    AttentionMask mask = {};  // inactive: the mask the model was trained with
};

}  // namespace core
