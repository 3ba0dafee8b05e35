#pragma once

#include "app/command_line.h"

namespace app {

// That no two outputs go to one file and none over what the command reads: the model, the data or a mask.
core::Result<void> checkOutputFiles(const CommandLine &line);

// Also by another spelling or a link, where the file is there already.
bool areOneFile(const std::filesystem::path &first, const std::filesystem::path &second);

}  // namespace app
