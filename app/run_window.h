#pragma once

#include "app/command_line.h"

namespace app {

// Opens the window and stays until it is closed. Returns the program's exit status.
int runWindow(const CommandLine &line, int &argc, char **argv);

}  // namespace app
