#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/loaded_model.h"
#include "core/model/mask/attention_mask.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace core {

struct MeansOverTexts {
    std::shared_ptr<const HeadMeans> heads;
    std::size_t texts = 0;
    std::size_t cutTexts = 0;  // longer than the model's limit
};

// The mean output of every head: over the tokens of a text, and then over the texts that have any. What ablated heads can give
// instead of their own output (HeadAblation::means). Keeps one number for each text, head and feature while it runs.
Result<MeansOverTexts> headMeans(const LoadedModel &model, std::span<const std::string> texts, const StopToken &stop);

// The mask, whose ablated heads give their means over these texts where it wants means.
Result<AttentionMask> withHeadMeans(const LoadedModel &model, AttentionMask mask, std::span<const std::string> texts,
                                    const StopToken &stop);

}  // namespace core
