#pragma once

#include "app/command_line/option.h"

#include <vector>

namespace app {

// Of run: which measures of importance, and what they are asked.
std::vector<Option> importanceOptions();

// Of words, too: the class whose output is followed, in which form, the guessed token, the share of rollout's residual stream, and the
// way of integrated gradients.
Option classOption();
Option quantityOption();
Option positionOption();
Option residualOption();
std::vector<Option> pathOptions();

// One measure by its name; the error names those that there are.
core::Result<core::ImportanceMeasure> measureNamed(std::string_view option, std::string_view name);

}  // namespace app
