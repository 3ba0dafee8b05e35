#pragma once

#include "core/workbench/workbench_state.h"

namespace core {

// The figure of one picture that is shown: of the text, the model, the mask, the files and the colors that the choices come to. The
// snapshot is the one that is shown, or null.
FigureRecipe shownFigure(const WorkbenchState &state, const AnalysisSnapshot *snapshot, FigurePanel panel);

}  // namespace core
