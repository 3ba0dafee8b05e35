#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/runs/run_listener.h"
#include "core/corpus/texts/text_table.h"
#include "core/model/loaded_model.h"
#include "core/model/mask/attention_mask.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace core {

struct MeansOverTexts {
    std::shared_ptr<const HeadMeans> heads;
    std::size_t texts = 0;
    std::size_t cutTexts = 0;  // longer than the model's limit
};

// The mean output of every head: over the tokens of a text, and then over the texts that have any. What ablated heads can give
// instead of their own output (HeadAblation::means). Keeps one number for each text, head and feature while it runs.
Result<MeansOverTexts> headMeans(const LoadedModel &model, std::span<const std::string> texts, const StopToken &stop,
                                 const Progress &progress = {});

// The texts of a file for such means.
struct MeansRequest {
    std::shared_ptr<const LoadedModel> model;
    TextFile data;
};

struct MeansReport {
    MeansOverTexts means;
    std::vector<std::string> notes;  // of how many texts they are, how many of these were cut, and how the file was read
};

// Fails, with a sentence, where the file cannot be read or no text of it has a token for the model.
Result<MeansReport> runMeansReport(const MeansRequest &request, const BetweenBatches &betweenBatches, const StopToken &stop);

// The mask, whose ablated heads give their means over these texts where it wants means and has none.
Result<AttentionMask> withHeadMeans(const LoadedModel &model, AttentionMask mask, std::span<const std::string> texts,
                                    const StopToken &stop);

}  // namespace core
