#pragma once

#include "app/command_line.h"

#include <iosfwd>

namespace app {

// Analyzes one sentence: prints the answer, as JSON if wanted, and writes the trace if one is named. Returns the exit status.
int runCommand(const CommandLine &line, std::ostream &out, std::ostream &errors);

}  // namespace app
