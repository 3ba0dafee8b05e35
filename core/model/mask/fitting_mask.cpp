#include "core/model/mask/fitting_mask.h"

namespace core {

AttentionMask fittingPart(const AttentionMask &mask, const ModelConfig &config, bool hasLearnedGates)
{
    AttentionMask pairs = mask;
    pairs.ablation = {};
    AttentionMask fitting;
    if (checkMask(pairs, config, hasLearnedGates))
        fitting = std::move(pairs);
    if (checkMask({.ablation = mask.ablation}, config, hasLearnedGates))
        fitting.ablation = mask.ablation;
    return fitting;
}

}  // namespace core
