#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/listing/listed_texts.h"
#include "core/corpus/listing/text_prediction.h"
#include "core/corpus/runs/run_listener.h"

#include <memory>
#include <string>
#include <vector>

namespace core {

// The texts of a file, and what the model says of each.
struct PredictionRequest {
    std::shared_ptr<const LoadedModel> model;
    TextFile data;
    PredictionOptions options;

    bool operator==(const PredictionRequest &) const = default;
};

// As far as it is read. Never changed once made.
struct PredictionList {
    PredictionRequest request;
    std::shared_ptr<const ListedTexts> texts;  // all
    std::vector<TextPrediction> predictions;   // of the first of them; none of a model without a head
    RunProgress progress;

    std::size_t cutTexts() const;
    // Those whose prediction can be right or wrong, and those of them that are wrong.
    std::size_t judgedTexts() const;
    std::size_t wrongTexts() const;
};

using PredictionListPointer = std::shared_ptr<const PredictionList>;

// Over all cores, a language model guessing the pieces that its evaluation would hide. The listener first hears of the texts alone.
// Labels that do not fit the model are left out, with a note; a model without a head predicts nothing. A stop gives what there was by then.
// Fails, with a sentence, where the file cannot be read or the mask does not fit the model.
Result<PredictionListPointer> runPredictionList(const PredictionRequest &request,
                                                const RunListener<PredictionListPointer> &listener, const StopToken &stop);

}  // namespace core
