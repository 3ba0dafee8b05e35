#pragma once

#include "core/corpus/positions/position_report.h"
#include "core/figure/values/curve_figure.h"
#include "core/figure/values/snapshot_maps.h"

#include <optional>
#include <string>

namespace core {

// What heads pay to the diagonal and to other groups of positions, a point for every head.

// One sentence where the model's attention is no map over pairs of tokens, so that it has no diagonal; empty where it has one.
std::string positionsAbsence(const AnalysisSnapshot &snapshot);

// Every head's diagonal mass beside the uniform 1 / n, without the mask, as the last curve, and under it where there is one.
CurveFigure diagonalMassFigure(const AnalysisSnapshot &snapshot);

// How much attention each group of positions gets in every head over a corpus, n times the mean of its pairs; 1 is uniform.
CurveFigure positionImportanceFigure(const PositionReport &report, HeadRef selected);

// The mean keep probability of each group of positions over `tokens` tokens, of every head of the model's learned gates; empty
// where it has none.
CurveFigure gateImportanceFigure(const LoadedModel &model, int tokens, HeadIndex selected);

// Which of the heads, layer by layer, a point of these figures stands for; nothing for what is no head's point.
std::optional<int> headOfPoint(const CurveFigure &figure, int curve, int point);

}  // namespace core
