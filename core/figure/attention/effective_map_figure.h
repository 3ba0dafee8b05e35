#pragma once

#include "core/figure/values/heat_map_figure.h"

namespace core {

// Linformer's attention over tokens, M = P F (n x n): signed, its rows do not sum to 1 and its rank is at most the projected
// length k. Empty where the trace has no such map.
HeatMapFigure effectiveMapFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units);

std::string effectiveMapExplanation(const DisplayUnits &units);

}  // namespace core
