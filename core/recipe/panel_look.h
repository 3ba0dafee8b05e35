#pragma once

#include "core/base/result.h"
#include "core/figure/any/any_figure.h"
#include "core/recipe/figure_recipe.h"

#include <span>

namespace core {

// From how many rows or columns on the cells of a map have no room for numbers.
constexpr int mostNumbered = 12;

// Makes the picture look as the panel asks. Refuses, in one sentence that begins with the field, what a picture of its kind does not
// have, such as a color map of curves, and what cannot be: a token that is not there, limits below zero on a logarithmic axis.
Result<void> applyLook(const PanelLook &look, Figure &figure);

// One scale, from the least to the largest value, for the maps of all panels. Refuses maps that measure different things.
Result<void> shareLimits(std::span<Figure> figures);

}  // namespace core
