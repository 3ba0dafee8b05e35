#pragma once

#include "app/command_line.h"

#include <iosfwd>

namespace app {

// `attnscope spectrum MODEL --text T | --data F [--limit N] [--csv F] [--summary F [--null rows|projections [--draws N]
// [--seed N]]]
// [--json]`: the singular values of every head's scores and attention as CSV, on `out` where no file is named. Returns the
// exit status.
int spectrumCommand(const CommandLine &line, std::ostream &out, std::ostream &errors);
// The same, but for the exit status and the line about what went wrong.
core::Result<void> answerSpectrum(const CommandLine &line, std::ostream &out, std::ostream &errors);

}  // namespace app
