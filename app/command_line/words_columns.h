#pragma once

#include "app/command_line/output_column.h"

namespace app {

std::vector<OutputDescription> wordsOutputs();

}  // namespace app
