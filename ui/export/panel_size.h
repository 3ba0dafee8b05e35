#pragma once

#include "core/figure/any/any_figure.h"
#include "core/recipe/figure_recipe.h"
#include "ui/theme/figure_style.h"

namespace ui {

// How tall a picture is that has so much room from left to right, and the least such room in which it shows something. In the style's
// units; `plot` is the height that the look asks for, 0 where it asks for none.
double pictureHeight(const core::Figure &figure, double width, double plot, const FigureStyle &style);
double leastPictureWidth(const core::Figure &figure, const FigureStyle &style);

}  // namespace ui
