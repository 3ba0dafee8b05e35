#pragma once

#include "app/command_line.h"

#include <iosfwd>

namespace app {

// attnscope eval with --mask or --sweep: the labelled sentences with and without the mask, beside a random control.
int runEvalMasks(const CommandLine &line, std::ostream &out, std::ostream &errors);

}  // namespace app
