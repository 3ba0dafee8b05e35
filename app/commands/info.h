#pragma once

#include "app/command_line.h"

#include <iosfwd>

namespace app {

// Prints what a model folder holds. Returns the program's exit status.
int infoCommand(const CommandLine &line, std::ostream &out, std::ostream &errors);

}  // namespace app
