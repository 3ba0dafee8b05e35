#pragma once

#include "core/figure/any/any_figure.h"
#include "core/recipe/panel_view.h"

namespace core {

// Whether the panel shows what heads of some size make of its target, which has to be searched for.
bool showsRealized(const FigurePanel &panel);

// Panels of a map that a head of a given size is to realize.
Figure playgroundPanel(const PanelView &view);

}  // namespace core
