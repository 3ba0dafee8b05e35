#pragma once

#include "app/command_line.h"

namespace app {

class MainWindow;

// What the command line says of workspace and sentence, over what the window shows already.
void applyChoices(const CommandLine &line, MainWindow &window);

}  // namespace app
