#pragma once

#include "core/recipe/figure_recipe.h"
#include "core/recipe/panel_answers.h"

#include <string>

namespace core {

// What a caption says of what only this kind of panel is set to: "without its constant direction, with 20 draws of permuted rows
// (median and range from 5 to 95 %)". Empty where everything is as usual.
std::string optionText(const FigurePanel &panel, const PanelAnswers &answers);

}  // namespace core
