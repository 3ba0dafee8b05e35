#pragma once

#include "core/figure/values/curve_figure.h"
#include "core/figure/values/snapshot_maps.h"

namespace core {

// The diagonals of D_q, D_k and D_v with which shared weights become queries, keys and values (Kowsher et al.;
// resources/help/mechanisms.md, Shared weights), feature by feature, the strongest d_q d_k first: those features decide the
// scores. Where d_q d_k is negative, a feature makes tokens that share it repel each other. Empty for the other kinds of attention.
CurveFigure scaleFigure(const AnalysisSnapshot &snapshot, HeadRef head);

std::string scaleExplanation();

}  // namespace core
