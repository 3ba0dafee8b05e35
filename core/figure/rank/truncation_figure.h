#pragma once

#include "core/base/indices.h"
#include "core/figure/values/heat_map_figure.h"
#include "core/figure/values/snapshot_maps.h"
#include "core/pipeline/analysis_request.h"

#include <string>

namespace core {

// Whose attention is cut to a lower rank in a second pass: none, the selected head's, its layer's, all heads'.
enum class TruncatedHeads { None, Selected, Layer, All };

RankTruncation truncationOf(TruncatedHeads truncated, int rank, HeadRef selected, const HeadLayout &layout);

// What cutting some heads' attention to a lower rank does to every head's attention: layers x heads of ||A' - A|| / ||A||. The cut
// heads show the error of the approximation, later layers what comes of it. Empty where nothing is cut.
HeatMapFigure truncationEffectFigure(const AnalysisSnapshot &snapshot);

// "3 heads truncated to rank 5: the prediction stays positive, p(positive) 0.95 → 0.91"; of a regression "…: value of score 1.31 → 1.22"; empty where nothing is cut.
std::string truncationText(const AnalysisSnapshot &snapshot);

}  // namespace core
