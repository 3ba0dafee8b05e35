#pragma once

#include "core/figure/values/heat_map_figure.h"

#include <functional>

namespace core {

// One number for each head, layers by heads; title, explanation and scale are the caller's.
HeatMapFigure layerHeadFigure(const HeadLayout &layout, const std::function<double(HeadRef)> &valueOf);

// Colors from zero to the largest value, or to 1 where all are zero.
void setScaleFromZero(HeatMapFigure &figure);

}  // namespace core
