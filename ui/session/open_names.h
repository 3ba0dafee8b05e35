#pragma once

#include "core/model/model_names.h"
#include "ui/session/open_models.h"

namespace ui {

core::NamedFolder namedFolder(const core::LoadedModel &model);

// What to call a model beside the open ones, whether it is still among them or not: core::distinctNames().
QString openName(const OpenModels &models, const core::NamedFolder &model);

}  // namespace ui
