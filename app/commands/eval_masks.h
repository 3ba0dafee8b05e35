#pragma once

#include "app/command_line.h"
#include "core/model/loaded_model.h"

#include <iosfwd>
#include <memory>

namespace app {

// attnscope eval with --mask or --sweep: the labeled sentences with and without the mask, beside a random control. Of a classifier its
// accuracy and loss, of a regression its squared error.
core::Result<void> evalMasks(const std::shared_ptr<const core::LoadedModel> &model, const CommandLine &line,
                             std::ostream &out, std::ostream &errors);

}  // namespace app
