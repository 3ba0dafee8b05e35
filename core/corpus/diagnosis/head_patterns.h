#pragma once

#include "core/base/indices.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/base/undefined.h"
#include "core/model/loaded_model.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// Below it a head attends to every token about equally: the mean over the rows of the total variation from uniform attention
// (resources/help/measures.md, Near-uniform and near-identical heads, says what models have). LAMA divides its scores by their norm over
// the heads, which keeps also trained heads close to uniform.
constexpr double nearUniformVariation = 0.15;
constexpr double nearUniformVariationOfLama = 0.05;
// Below it two heads of a layer attend to the same: the mean over the rows of the total variation between them.
constexpr double nearIdenticalVariation = 0.02;

// What one head does on the probe text. Numbers are undefined of a pruned head and where the mechanism has no rows over keys.
struct HeadPattern {
    HeadRef head;
    bool isPruned = false;
    double fromUniform = undefined;
    std::optional<HeadIndex> nearest = {};  // of its layer, by the variation between the two
    double fromNearest = undefined;
    bool isNearUniform = false;
    double attentionStableRank = undefined;  // mean over the texts; undefined of LAMA, whose heads share one matrix
};

// Two heads of a layer, neither of them near-uniform, that attend to the same.
struct IdenticalHeads {
    LayerIndex layer;
    HeadIndex one;
    HeadIndex other;
    double variation = 0;
};

struct HeadPatterns {
    std::vector<HeadPattern> heads;         // layer by layer
    std::vector<IdenticalHeads> identical;  // the closest first
    std::size_t texts = 0;
    std::size_t tokens = 0;  // of all texts
    double nearUniformBelow = nearUniformVariation;
    std::string absence = {};      // one sentence where nothing of this is defined
    std::string pairAbsence = {};  // the same for what compares heads

    std::size_t nearUniformHeads() const;
    std::size_t prunedHeads() const;
    // Whether every head that is there attends to everything about equally.
    bool areAllNearUniform() const;
};

// A few plain English sentences that every model is looked at with.
std::span<const std::string_view> probeTexts();

// Runs the probe texts, of a file of attention its own text, through the model. Keys that the architecture or the mask of training
// leaves out do not count, nor do pruned heads. Fails as a pass does.
Result<HeadPatterns> headPatterns(const LoadedModel &model, const StopToken &stop);

}  // namespace core
