#pragma once

#include "core/figure/values/heat_map_figure.h"
#include "core/figure/values/token_strip_figure.h"

#include <string>

namespace core {

// What the second of two answers has more than the first, second − first, where both are of the same tokens.

// Of two maps of one quantity over the same units. Neutral at 0; absent, with the reason, where they are not of the same, or equal.
HeatMapFigure mapChange(const HeatMapFigure &first, const HeatMapFigure &second);

// Of the importance that colors the tokens; without chips where the tokens or the measures are not the same.
TokenStripFigure stripChange(const AnalysisSnapshot &first, const DisplayUnits &firstUnits, const AnalysisSnapshot &second,
                             const DisplayUnits &secondUnits);

// "L0 H1: entropy 0.80 → 0.71 (−0.09) · effective rank 2.9 → 3.4 (+0.5)": every measure of the head that both define, whatever the
// tokens; empty where there is none.
std::string headChangeText(const AnalysisSnapshot &first, const AnalysisSnapshot &second, HeadRef head);

}  // namespace core
