#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/figure/any/any_figure.h"
#include "core/recipe/panel_answers.h"

#include <cstddef>

namespace core {

// The picture of one of the figure's panels, with its own sources. Refuses, in one sentence that begins with the field
// ("panels[1].head: ..."), a layer, a head, a measure or a matrix that is not there, and a kind that has no meaning for the model.
Result<Figure> panelFigure(const FigureRecipe &whole, std::size_t index, const PanelAnswers &answers, const StopToken &stop);

}  // namespace core
