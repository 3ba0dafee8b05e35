#pragma once

#include "app/command_line.h"
#include "core/model/loaded_model.h"

#include <iosfwd>

namespace app {

// eval of heads that do not choose one class per text: a regression's errors and correlations, the loss and matches of several labels.
int evalHeads(const core::LoadedModel &model, const CommandLine &line, std::ostream &out, std::ostream &errors);

}  // namespace app
