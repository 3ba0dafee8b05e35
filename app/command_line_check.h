#pragma once

#include "app/command_line.h"

#include <string>

namespace app {

// That the options go together and none is missing, as far as it can be told without reading what they name. `command` is the
// command's name; empty for the window.
core::Result<void> checkComplete(const CommandLine &line, const std::string &command);

}  // namespace app
