#pragma once

#include "core/base/result.h"
#include "core/model/loaded_model.h"
#include "core/model/mask/attention_mask.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// One of the masks that a sweep goes through.
struct SweepPoint {
    std::string name;  // "band:3", "0.25", "1.2"
    double value = 0;  // of the parameter; of heads their number, layer by layer
    AttentionMask mask;
};

struct MaskSweep {
    std::string parameter;  // "band width", "strength", "head"
    std::vector<SweepPoint> points;
};

// Which masks a sweep goes through:
//
//     KIND:FROM..TO[:STEP]      band:1..16, offset:0..16, random:0..64:8, learned:0.1..0.9:0.1: the kind's first number, intersected with the
//                               pattern of `base`, whose scope, mode, strength and ablation stay
//     strength:FROM..TO[:STEP]  how strongly `base` acts, which has to remove pairs or to be uniform
//     control:FROM..TO[:STEP]   seeds: as many pairs as `base` removes, drawn at random
//     heads                     `base` in one head at a time; without a base each head is ablated
//
// The step is 1, or 0.1 for a number that is not whole. At most 256 points.
Result<MaskSweep> maskSweep(std::string_view text, const AttentionMask &base, const LoadedModel &model);

// What maskSweep() refuses whatever the model is: for a command line, before anything is read.
Result<void> checkSweep(std::string_view text, const AttentionMask &base);

// As many pairs drawn at random wherever the mask removes some; none for a mask without pairs, full attention and a control.
std::optional<AttentionMask> controlOf(const AttentionMask &mask, std::uint32_t seed);

}  // namespace core
