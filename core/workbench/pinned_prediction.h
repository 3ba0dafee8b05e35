#pragma once

#include "core/format/output_quantity.h"
#include "core/model/model_names.h"
#include "core/pipeline/analysis_snapshot.h"
#include "core/workbench/display_state.h"
#include "core/workbench/mask_state.h"

#include <filesystem>
#include <string>
#include <vector>

namespace core {

// What an answer was asked with besides text and model, so that it can be asked for again.
struct PinnedChoices {
    std::filesystem::path model;  // as it was opened
    SpecialTokenMode specialTokens = SpecialTokenMode::Show;
    MaskState mask;  // fixed on the head that was selected

    bool operator==(const PinnedChoices &) const = default;
};

// What a model answered to a text, kept to be compared with later answers.
struct PinnedPrediction {
    struct Output {
        std::string label;
        double number = 0;

        bool operator==(const Output &) const = default;
    };

    NamedFolder model;
    std::string text;
    std::string mask;  // what the mask that it was made under is called; empty: without one
    OutputQuantity quantity = OutputQuantity::Softmax;
    std::vector<Output> outputs;
    std::size_t followed = 0;  // of the outputs, what a later change is told of
    PinnedChoices choices;

    bool operator==(const PinnedPrediction &) const = default;
};

// Without its choices.
PinnedPrediction predictionOf(const AnalysisSnapshot &snapshot);

}  // namespace core
