#pragma once

#include "core/figure/values/token_strip_figure.h"

namespace core {

// Whether the model's scores are symmetric by construction, so that every head has a stationary distribution in closed form.
bool hasSymmetricScores(const AnalysisSnapshot &snapshot);

// Where a walker who follows a head's attention ends up: the stationary distribution of the reversible chain that symmetric
// scores make (resources/help/measures.md, Stationary distribution). One share per unit; they sum to 1 over all tokens.
// Without chips where the scores are not kept or not symmetric.
TokenStripFigure stationaryFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units);

}  // namespace core
