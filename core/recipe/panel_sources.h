#pragma once

#include "core/recipe/figure_recipe.h"

#include <cstddef>

namespace core {

// The recipe as one of its panels is drawn: with the panel's own sources in place of the figure's. All panels stay, under the same
// numbers.
FigureRecipe recipeOfPanel(const FigureRecipe &recipe, std::size_t panel);

// Puts the panels of another figure behind those of this one, with whatever they are drawn of that this one is not. Into a page
// without panels the other's sources go as they are.
void addPanels(FigureRecipe &page, const FigureRecipe &added);

}  // namespace core
