#pragma once

#include "app/command_line/command_definition.h"

namespace app {

CommandDefinition defineMerge();

}  // namespace app
