#pragma once

#include "app/command_line.h"
#include "core/model/loaded_model.h"

#include <iosfwd>
#include <memory>

namespace app {

// eval --against: the model and another on the same examples.
core::Result<void> evalAgainst(const std::shared_ptr<const core::LoadedModel> &model, const CommandLine &line,
                               std::ostream &out, std::ostream &errors);

}  // namespace app
