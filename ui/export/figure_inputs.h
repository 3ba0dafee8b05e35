#pragma once

#include "core/recipe/figure_content.h"
#include "core/recipe/figure_recipe.h"

#include <filesystem>
#include <vector>

namespace ui {

// The figure's models and those of its panels, each once.
std::vector<core::RecipeModel> modelsOf(const core::FigureRecipe &recipe);

// Refuses to write a figure, or its sidecar, over what it is made of: a model, a file of texts or a mask.
core::Result<void> checkNotAnInput(const core::FigureRecipe &recipe, const std::filesystem::path &file);

// Refuses models whose files are others by now: a recipe that names these would draw another figure.
core::Result<void> checkModels(const std::vector<core::DrawnModel> &models);

}  // namespace ui
