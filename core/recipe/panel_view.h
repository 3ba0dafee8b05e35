#pragma once

#include "core/figure/values/display_units.h"
#include "core/figure/values/heat_map_figure.h"
#include "core/recipe/figure_recipe.h"
#include "core/recipe/panel_answers.h"

namespace core {

// What a picture is made of.
struct PanelView {
    const FigureRecipe &recipe;
    const FigurePanel &panel;
    const PanelAnswers &answers;
    const AnalysisSnapshot &snapshot;  // an empty one where there is none
    DisplayUnits units;
    ColorOptions colors;
    HeadRef head;
};

}  // namespace core
