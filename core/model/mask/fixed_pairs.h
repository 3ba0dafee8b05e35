#pragma once

#include "core/base/indices.h"
#include "core/model/mask/pair_mask.h"

#include <vector>

namespace core {

struct ModelConfig;

// Pairs that the architecture leaves out, whatever mask is asked for: no mask brings them back, and none counts them as removed.
struct FixedPairs {
    bool isCausal = false;                           // no query attends to a key behind it
    std::vector<std::vector<int>> prunedHeads = {};  // by layer, ascending; empty where no head is pruned

    bool isPruned(HeadRef head) const;
    bool excludesNothingIn(LayerIndex layer) const;
    bool keeps(HeadRef head, int query, int key) const;
};

FixedPairs fixedPairs(const ModelConfig &config);

// Of the pairs that a mask of the layer keeps, those that the architecture has: one mask for all of its heads, or one for each.
PairMask withinFixedPairs(PairMask kept, const FixedPairs &fixed, LayerIndex layer, int heads, int tokens);

}  // namespace core
