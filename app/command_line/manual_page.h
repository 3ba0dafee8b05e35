#pragma once

#include <string>

namespace app {

// The page that `man attnscope` shows, as roff in UTF-8, of every command with its options and examples.
std::string manualPage();

}  // namespace app
