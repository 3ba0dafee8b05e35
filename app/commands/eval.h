#pragma once

#include "app/command_line.h"

#include <iosfwd>

namespace app {

// Prints accuracy and loss of a classifier on labeled sentences, or of a masked language model on the masked pieces of a plain text,
// with progress on `errors`. Returns the exit status.
int evalCommand(const CommandLine &line, std::ostream &out, std::ostream &errors);
// The same, but for the exit status and the line about what went wrong.
core::Result<void> answerEval(const CommandLine &line, std::ostream &out, std::ostream &errors);

}  // namespace app
