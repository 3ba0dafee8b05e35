#pragma once

#include "core/recipe/figure_recipe.h"

#include <filesystem>
#include <string>

namespace ui {

// The sidecar beside an export: the recipe that redraws it byte for byte, with the hashes of its models.
std::filesystem::path sidecarOf(const std::filesystem::path &file);
std::string sidecarText(core::FigureRecipe recipe);

}  // namespace ui
