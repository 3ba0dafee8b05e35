#pragma once

#include "core/recipe/panel_answers.h"

#include <span>
#include <string>

namespace core {

// A draft of the figure's caption: of each panel what it shows, of which head and by which measure, then the model, the text and its
// length, the mask and what was done to tokens; of a file of texts how many there are, the interval and the test. What all panels
// have in common is said once, at the end. The recipe's own caption where it has one. `answers` are those of its panels.
std::string figureCaption(const FigureRecipe &recipe, std::span<const PanelAnswers> answers);

// "compact-bert-sst2, L2 H3, attention": for a file's title and its proposed name.
std::string figureTitle(const FigureRecipe &recipe, std::span<const PanelAnswers> answers);

}  // namespace core
