#pragma once

#include "app/command_line.h"
#include "core/pipeline/head_evaluation.h"

#include <vector>

namespace app {

// The labelled texts of --data, as far as --limit has them, for a regression: labels are numbers.
core::Result<std::vector<core::ValuedText>> valuedTexts(const CommandLine &line);

}  // namespace app
