#pragma once

#include "core/base/result.h"
#include "core/recipe/figure_recipe.h"

namespace core {

// The recipe without the fields that none of its panels' kinds reads, such as the sweep of a map. The text stays whatever reads it.
FigureRecipe withoutUnusedFields(FigureRecipe recipe);

// Refuses such a field: whoever wrote it expects something of it.
Result<void> checkFieldsAreUsed(const FigureRecipe &recipe);

}  // namespace core
