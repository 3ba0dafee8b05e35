#pragma once

#include "core/base/result.h"
#include "core/recipe/figure_plan.h"

#include <filesystem>
#include <string>
#include <vector>

namespace app {

// That neither the figure nor its sidecar is written over what it is made of: the recipe's file, its data, its model.
core::Result<void> checkFigureFile(const core::PlannedFigure &figure, const std::filesystem::path &recipe);

// One line for each model whose weights are not those that the recipe states.
std::vector<std::string> changedModelNotes(const core::FigureRecipe &recipe);

}  // namespace app
