#pragma once

#include "app/command_line.h"

#include <iosfwd>

namespace app {

// attnscope compare MODEL... --text T | --data F [--limit N] [--csv F] [--json]: what the heads of several models say of the same texts. Prints
// for each model the median over all its heads, and over those of each layer, of some rank measures, each head's being its mean over the texts; the file gets
// everything that the window's comparison has.
int compareCommand(const CommandLine &line, std::ostream &out, std::ostream &errors);
// The same, but for the exit status and the line about what went wrong.
core::Result<void> answerCompare(const CommandLine &line, std::ostream &out, std::ostream &errors);

}  // namespace app
