#pragma once

#include "core/base/result.h"
#include "core/recipe/figure_recipe.h"
#include "core/recipe/option_fields.h"

#include <vector>

namespace core {

// The recipe without the fields that none of its panels' kinds reads, such as the sweep of a map. The text stays whatever reads it.
FigureRecipe withoutUnusedFields(FigureRecipe recipe);

// Refuses such a field: whoever wrote it expects something of it.
Result<void> checkFieldsAreUsed(const FigureRecipe &recipe);

// What a panel of the kind may be drawn of in place of the figure's: those of "text", "mask", "sweep", "data", "limit", "unit" and
// "special_tokens" that it reads.
std::vector<OptionField> sourceFields(PanelKind kind);

}  // namespace core
