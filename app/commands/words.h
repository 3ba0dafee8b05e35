#pragma once

#include "app/command_line.h"

#include <iosfwd>

namespace app {

// How important the words of a file are: prints to `out`, and to `errors` how far it is and what went wrong. Returns the exit status.
int wordsCommand(const CommandLine &line, std::ostream &out, std::ostream &errors);
// The same, but for the exit status and the line about what went wrong.
core::Result<void> answerWords(const CommandLine &line, std::ostream &out, std::ostream &errors);

}  // namespace app
