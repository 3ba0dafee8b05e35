#pragma once

#include "core/format/model_config.h"

#include <optional>
#include <string>

namespace core {

// What "training" in config.json says of how well the model did on texts it was not trained on. Free facts that somebody wrote:
// shown beside what is measured, never used for it.
struct TrainedResult {
    std::string dataSet;             // empty where none is named
    std::optional<double> loss;      // "loss", "dev_loss", "test_loss_in_pytorch" ...
    std::optional<double> accuracy;  // "accuracy", "dev_accuracy" ...
};

TrainedResult trainedResult(const ModelConfig &config);

}  // namespace core
