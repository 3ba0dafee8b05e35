#pragma once

#include "core/recipe/figure_recipe.h"

#include <filesystem>
#include <string>

namespace ui {

// The sidecar beside an export: the recipe that redraws it byte for byte, with the hashes of its models. Paths are relative to its
// folder where they share more than the root with it, so that a folder of models and figures can be moved; the folder itself stands
// in it, so that a sidecar that is moved alone still finds them.
std::filesystem::path sidecarOf(const std::filesystem::path &file);
std::string sidecarText(const core::FigureRecipe &recipe, const std::filesystem::path &file);

// The same recipe with whole paths, to be read in any folder.
std::string recipeText(const core::FigureRecipe &recipe);

// The recipe with every relative path where it is found: from the recipe's own folder, from the one that stands in it, else as on the
// command line from the current one.
core::FigureRecipe withFoundPaths(core::FigureRecipe recipe, const std::filesystem::path &recipeFile);

}  // namespace ui
