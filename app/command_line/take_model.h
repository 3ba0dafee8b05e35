#pragma once

#include "app/command_line.h"

#include <string_view>

namespace app {

// One more model that the command line names; only compare has several.
core::Result<void> takeModel(CommandLine &line, std::string_view argument);

}  // namespace app
