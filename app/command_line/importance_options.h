#pragma once

#include "app/command_line/option.h"

#include <vector>

namespace app {

// Of run: which measures of importance, and what they are asked.
std::vector<Option> importanceOptions();

// Of words, too: the class whose output is followed, in which form, and the share of rollout's residual stream.
Option classOption();
Option quantityOption();
Option residualOption();

// One measure by its name; the error names those that there are.
core::Result<core::ImportanceMeasure> measureNamed(std::string_view option, std::string_view name);

}  // namespace app
