#pragma once

#include "app/command_line.h"

#include <iosfwd>

namespace app {

// Prints accuracy and loss of a classifier on labelled sentences, with progress on `errors`. Returns the exit status.
int runEval(const CommandLine &line, std::ostream &out, std::ostream &errors);

} // namespace app
