#pragma once

#include "app/command_line.h"

namespace app {

// That no two outputs go to one file and none over what the command reads: the model, the data or a mask.
core::Result<void> checkOutputFiles(const CommandLine &line);

}  // namespace app
