#pragma once

#include "core/model/forward_trace.h"

namespace core {

// H x n x n: how much of each key token a query token takes in. Linformer's slots are no tokens: there it is the effective map.
inline const HeadMatrices &tokenMaps(const LayerTrace &layer, AttentionColumns columns)
{
    return columns == AttentionColumns::Tokens ? layer.attention : layer.effective;
}

// Whether the trace has such maps: the kind of attention does, and the pass kept them.
inline bool hasTokenMaps(const EncoderTrace &trace)
{
    return trace.attentionColumns != AttentionColumns::Features && !trace.layers.empty() &&
           !tokenMaps(trace.layers.front(), trace.attentionColumns).isEmpty();
}

}  // namespace core
