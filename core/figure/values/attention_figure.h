#pragma once

#include "core/figure/values/heat_map_figure.h"

namespace core {

// The attention of one head over the shown units, from zero to its largest value. Linformer's columns are slots; in linear
// attention with the context first, rows and columns are features. Empty where the trace has no such map.
HeatMapFigure attentionFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                              const ColorOptions &colors);

// "A = softmax(q · k / √dₕ)", as the model's kind computes it.
std::string attentionFormula(const AnalysisSnapshot &snapshot);

// What a head's attention is, and what showing it in units did to it.
std::string attentionExplanation(const AnalysisSnapshot &snapshot, const DisplayUnits &units);

// What to say below the title of a map whose formula does not come from its paper, or that has no tokens; empty for the others.
std::string attentionCaution(const AnalysisSnapshot &snapshot);

// What the map's columns are counted in, for any shape of map: units of both axes, of the rows alone, or as it is.
Matrix shownAttention(const AnalysisSnapshot &snapshot, const MatrixView &map, const DisplayUnits &units);

}  // namespace core
