#pragma once

#include "app/command_line.h"

#include <iosfwd>

namespace app {

// Draws the main window into a PNG file, without a display. Returns the program's exit status.
int takeScreenshot(const CommandLine &line, int &argc, char **argv, std::ostream &errors);

}  // namespace app
