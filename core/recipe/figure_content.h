#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/figure/any/any_figure.h"
#include "core/recipe/panel_answers.h"

#include <filesystem>
#include <string>
#include <vector>

namespace core {

// A model that a figure was drawn of, and its files as they were then.
struct DrawnModel {
    std::filesystem::path path;
    ModelStamp stamp;
};

// What a figure shows, before it is laid out on a page.
struct FigureContent {
    std::vector<Figure> figures;  // of the recipe's panels, in their order
    std::string title;
    std::string caption;
    std::vector<std::string> notes;  // what was left out of the text, or is not read
    std::vector<DrawnModel> models;
};

// The recipe without what is about the page alone: figures whose parts are equal have the same content, but for the caption that
// stands in a recipe.
FigureRecipe contentPart(FigureRecipe recipe);

// Of the recipe of one figure. Refuses as PanelAnswerer::answer() and panelFigure() do.
Result<FigureContent> figureContent(const FigureRecipe &recipe, PanelAnswerer &answerer, const StopToken &stop);

}  // namespace core
