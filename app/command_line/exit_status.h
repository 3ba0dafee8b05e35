#pragma once

#include <array>
#include <string_view>

namespace app {

struct ExitStatus {
    int status;
    std::string_view meaning;
};

// How the program ends. Help and manual page tell it.
constexpr std::array<ExitStatus, 3> exitStatuses{
    {{0, "done"}, {1, "what was named cannot be read, computed or written"}, {2, "wrong command line"}}};

}  // namespace app
