#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace app {

// What stands behind an option in --help: `help` after `usage`, broken between words where a line would have more than 120 characters;
// further lines begin at `column`. Ends in a new line.
std::string helpEntry(const std::string &usage, std::string_view help, std::size_t column);

}  // namespace app
