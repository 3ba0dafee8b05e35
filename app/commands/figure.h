#pragma once

#include "app/command_line.h"

#include <iosfwd>

namespace app {

// Draws figures from a recipe into files, or prints templates of recipes, without a display. Returns the program's exit status.
int figureCommand(const CommandLine &line, int &argc, char **argv, std::ostream &out, std::ostream &errors);

}  // namespace app
