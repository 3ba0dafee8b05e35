#pragma once

#include "app/command_line.h"

#include <string_view>

namespace app {

// The value is empty for an option that takes none.
using TakeOption = core::Result<void> (*)(CommandLine &line, std::string_view value);

// One option of one command. Parser, help, completion and manual page all read it from here.
struct Option {
    std::string_view name;   // "--limit"
    std::string_view value;  // what its value is called, or its choices, "rows|projections"; empty if it takes none
    std::string_view help;
    TakeOption take;
};

}  // namespace app
