#pragma once

#include "app/command_line.h"
#include "app/commands/mask_study_report.h"

#include <nlohmann/json.hpp>

namespace app {

// The report as eval --json prints it. Of a regression "mean_squared_error" and "squared_error_difference" stand where a classifier has
// "accuracy", "loss", their differences and what is tested or counted of predictions.
nlohmann::ordered_json studyJson(const CommandLine &line, const MaskStudyReport &report);

}  // namespace app
