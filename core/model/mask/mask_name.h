#pragma once

#include "core/model/mask/attention_mask.h"

#include <string>

namespace core {

// What people call a mask; as text that is read back it is maskText() (core/model/mask/mask_text.h).

// "no diagonal or blocks of 4", "painted mask", "band of ±2 in L0, half strength"; empty where no pair is masked. Ablation is no part of it.
std::string maskName(const AttentionMask &mask);

// The same and the ablation: "no diagonal · ablated: L0 H1"; empty where the mask is not active.
std::string wholeMaskName(const AttentionMask &mask);

// Whether its text holds the bits of a painting, which nobody reads.
bool isPainted(const AttentionMask &mask);

// "no diagonal or blocks of 4"; without an alternative "no pair".
std::string patternName(const MaskPattern &pattern);

// "L0 H1", "L0, L2 H3", from four places on "5 heads" or "4 layers, 2 heads"; "all heads"; "no head".
std::string scopeName(const HeadScope &scope);

}  // namespace core
