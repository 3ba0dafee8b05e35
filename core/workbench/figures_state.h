#pragma once

#include "core/recipe/figure_recipe.h"

namespace core {

// What is chosen in the Figures workspace: the page, which has no panel until one is put on it.
struct FiguresState {
    FigureRecipe page;

    bool operator==(const FiguresState &) const = default;
};

}  // namespace core
