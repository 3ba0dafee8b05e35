#pragma once

#include "core/base/result.h"
#include "core/recipe/figure_recipe.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace core {

// How many layers and heads a model has.
struct LayerHeadCount {
    int layers = 1;
    int heads = 1;
};

// One of the figures that a recipe asks for: a recipe with one model, text, mask, layer and head in every panel, and its file.
struct PlannedFigure {
    FigureRecipe recipe;
    std::filesystem::path file;
};

// Refuses a name in braces that stands for nothing, as it is more likely a slip than a part of the file's name.
Result<void> checkPlaceholders(const std::string &pattern);

// Every combination of a recipe's models, texts and masks and of its panels' layers and heads. Panels that name several layers, or
// heads, have to name the same ones and go through them together. `file` may hold {model}, {text}, {mask}, {layer} and {head}: the
// number from 0 of each, with as many digits as the largest needs, so that files sort; of what varies each has to be there. Refuses
// a layer or head that a model does not have, and two figures in one file.
Result<std::vector<PlannedFigure>> planFigures(const FigureRecipe &recipe, const std::filesystem::path &file,
                                               const std::function<Result<LayerHeadCount>(const RecipeModel &)> &countOf);

}  // namespace core
