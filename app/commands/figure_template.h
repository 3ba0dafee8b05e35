#pragma once

#include "core/base/result.h"
#include "core/recipe/figure_recipe.h"

#include <filesystem>
#include <optional>
#include <string>

namespace app {

// A recipe of one panel of this kind that can be drawn as it is: of the model that is given, or of a bundled one that the kind has a
// meaning for; of the text, or of a usual sentence. A kind over a file of texts has no file yet, one over models no models.
core::Result<core::FigureRecipe> figureTemplate(const core::PanelKindDescription &kind, const std::filesystem::path &model,
                                                const std::optional<std::string> &text);

// What has to be put into such a recipe before it can be drawn; empty where nothing has to.
std::string missingInTemplate(const core::FigureRecipe &recipe);

}  // namespace app
