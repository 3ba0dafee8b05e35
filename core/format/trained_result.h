#pragma once

#include "core/format/model_config.h"

#include <optional>
#include <string>

namespace core {

// What "training" in config.json says of how well the model did on texts it was not trained on. Free facts that somebody wrote:
// shown beside what is measured, never used for it.
struct TrainedResult {
    // On one of the data set's parts.
    struct Figure {
        double value = 0;
        std::string part;  // "dev" of "dev_loss", "test" of "test_loss_in_pytorch"; empty of a plain "loss"
    };
    std::string dataSet;  // empty where none is named
    std::optional<Figure> loss;
    std::optional<Figure> accuracy;
};

TrainedResult trainedResult(const ModelConfig &config);

}  // namespace core
