#pragma once

#include "core/model/mask/attention_mask.h"

namespace core {

// What of a mask has a meaning for a model: its pairs and its ablation each for itself, as checkMask() accepts them. A mask stays
// chosen while another model is shown, which may have pairs to mask but not these heads, or the other way round.
AttentionMask fittingPart(const AttentionMask &mask, const ModelConfig &config, bool hasLearnedGates);

}  // namespace core
