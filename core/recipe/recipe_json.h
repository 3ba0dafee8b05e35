#pragma once

#include "core/base/result.h"
#include "core/recipe/figure_recipe.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace core {

// A recipe as a JSON object (resources/help/files.md, Recipes). What is left out has its default; a name that is none, a value of
// another type and one out of its range are refused with the field and what was expected there.
Result<FigureRecipe> readRecipe(std::string_view text);

// The same of an object in another file, where the page may still be without panels.
Result<FigureRecipe> recipeOf(const nlohmann::json &json);

// The same object, with what the kinds of its panels read and what is not at its default.
nlohmann::ordered_json recipeJson(const FigureRecipe &recipe);

// One panel of a recipe, as an object of "panels" has it. A problem begins with the field.
Result<FigurePanel> panelOf(const nlohmann::json &json);
nlohmann::ordered_json panelJson(const FigurePanel &panel);

}  // namespace core
