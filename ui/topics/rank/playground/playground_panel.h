#pragma once

#include "core/recipe/figure_recipe.h"
#include "ui/session/playground.h"
#include "ui/views/view_sources.h"

namespace ui {

// A picture of the playground as a panel of a figure: with the target, the head size and the scores that are shown.
core::FigurePanel playgroundPanel(const ViewSources &sources, const Playground &playground, core::PanelKind kind);

}  // namespace ui
