#pragma once

#include "core/figure/playground/playground_found.h"

namespace core {

// The target P, what a head of size dp makes of it by the chosen scores, and the difference of the two. All of n x n; the first two
// share one scale, and no scale changes with the head size, only with the scores that are chosen and what is found of them.
HeatMapFigure targetFigure(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice,
                           const ColorOptions &colors);
HeatMapFigure realizedFigure(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice,
                             const ColorOptions &colors);
HeatMapFigure differenceFigure(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice);

}  // namespace core
