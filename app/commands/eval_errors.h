#pragma once

#include "app/command_line.h"
#include "core/model/loaded_model.h"

#include <iosfwd>

namespace app {

// eval --mask and --sweep of a regression: the mean squared error under every mask, beside a random control of equal sparsity, and its
// paired difference from the model as it is.
int runEvalErrors(const core::LoadedModel &model, const CommandLine &line, std::ostream &out, std::ostream &errors);

}  // namespace app
