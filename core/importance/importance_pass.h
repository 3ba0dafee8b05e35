#pragma once

#include "core/model/forward_trace.h"
#include "core/model/loaded_model.h"
#include "core/model/mask/attention_mask.h"
#include "core/text/token.h"

namespace core {

// One text through one model, finished: what measures of importance look at and start further passes from. They run under the
// same mask. It refers to its parts.
struct ImportancePass {
    const LoadedModel &model;
    const TokenizedText &text;
    const ForwardTrace &trace;
    const AttentionMask &mask;  // inactive: the model's own
    bool masksSpecialTokens = false;
};

}  // namespace core
