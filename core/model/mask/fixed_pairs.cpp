#include "core/model/mask/fixed_pairs.h"

#include "core/format/family/model_family.h"

#include <algorithm>

namespace core {

bool FixedPairs::isPruned(HeadRef head) const
{
    return !prunedHeads.empty() && std::ranges::binary_search(prunedHeads[head.layer.value], head.head.value);
}

bool FixedPairs::excludesNothingIn(LayerIndex layer) const
{
    return !isCausal && (prunedHeads.empty() || prunedHeads[layer.value].empty());
}

bool FixedPairs::keeps(HeadRef head, int query, int key) const
{
    return !(isCausal && key > query) && !isPruned(head);
}

FixedPairs fixedPairs(const ModelConfig &config)
{
    if (!hasFamily(config))
        return {};
    return {.isCausal = familyOf(config).isCausal, .prunedHeads = config.prunedHeads};
}

PairMask withinFixedPairs(PairMask kept, const FixedPairs &fixed, LayerIndex layer, int heads, int tokens)
{
    if (fixed.excludesNothingIn(layer))
        return kept;
    const bool isAlike = kept.heads <= 1 && (fixed.prunedHeads.empty() || fixed.prunedHeads[layer.value].empty());
    return pairMask(isAlike ? 1 : heads, tokens, [&](int head, int query, int key) {
        return fixed.keeps({layer, {head}}, query, key) && kept.keeps(head, query, key);
    });
}

}  // namespace core
