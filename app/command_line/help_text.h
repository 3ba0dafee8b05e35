#pragma once

#include "app/command_line/command_definition.h"

#include <string>

namespace app {

// `attnscope --help`: the commands, and every option of any of them.
std::string overviewHelp();

// `attnscope NAME --help`: the options of one command, with examples.
std::string commandHelp(const CommandDefinition &definition);

}  // namespace app
