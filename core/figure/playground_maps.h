#pragma once

#include "core/figure/playground_target.h"

namespace core {

// The target P, what a head of size dp realizes of it, and the difference of the two. All of n x n; the first two share one
// scale, and no scale changes with the head size.
HeatMapFigure targetFigure(const PlaygroundTarget &target, const ColorOptions &colors);
HeatMapFigure realizedFigure(const PlaygroundTarget &target, int headSize, const ColorOptions &colors);
HeatMapFigure differenceFigure(const PlaygroundTarget &target, int headSize);

}  // namespace core
