#pragma once

#include "core/corpus/masks/mask_report.h"

#include <nlohmann/json.hpp>

namespace app {

// The report as eval --json prints it. Of a regression "mean_squared_error" and "squared_error_difference" stand where a classifier has
// "accuracy", "loss", their differences and what is tested or counted of predictions, and "pearson" and "spearman" behind them.
nlohmann::ordered_json studyJson(const core::MaskReport &report);

}  // namespace app
