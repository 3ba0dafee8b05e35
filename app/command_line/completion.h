#pragma once

#include <string>
#include <string_view>

namespace app {

// The shells there are scripts for, as the option names them: "bash|zsh".
constexpr std::string_view completedShells = "bash|zsh";

// A script that completes commands, options and their values; for zsh also the options' help. Empty for another shell.
std::string completionScript(std::string_view shell);

}  // namespace app
