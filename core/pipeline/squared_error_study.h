#pragma once

#include "core/analysis/bootstrap.h"
#include "core/pipeline/head_evaluation.h"
#include "core/pipeline/mask_study.h"

#include <cstdint>
#include <string>
#include <vector>

namespace core {

// Which masks a regression is compared under.
struct ErrorStudyRequest {
    AttentionMask mask;                    // what a sweep goes on from
    std::string sweep;                     // as maskSweep() reads it; empty: the mask alone
    std::uint32_t seed = 1;                // of the bootstrap and of the first draw of every random control
    int controlDraws = usualControlDraws;  // of the random control of each mask; 0: no controls
};

// The mean squared error under one mask, or under the draws of its random control, of which everything is the mean.
struct ErrorRow {
    TrialRole role = TrialRole::Unmasked;
    std::string name;  // of the point in its sweep
    double value = 0;  // of the swept parameter
    AttentionMask mask;
    std::size_t draws = 1;
    double sparsity = 0;
    double meanSquaredError = 0;
    ConfidenceInterval
        difference;  // of the squared error, with the mask minus without, 95 % by the paired bootstrap over texts
};

struct ErrorStudy {
    std::string parameter;       // that is swept over; empty for a single mask
    std::vector<ErrorRow> rows;  // the model as it is first, then each mask with its control behind it
    std::size_t examples = 0;
    std::size_t cutExamples = 0;
};

// The model is a regression of one value. At least one text; refuses one without a word to read. Over all cores.
Result<ErrorStudy> squaredErrorStudy(const LoadedModel &model, std::span<const ValuedText> texts,
                                     const ErrorStudyRequest &request, const TrialProgress &progress, const StopToken &stop);

}  // namespace core
