#pragma once

#include "core/figure/values/curve_figure.h"
#include "core/figure/values/heat_map_figure.h"
#include "core/pipeline/importance_report.h"

namespace core {

// How alike the report's measures order the words or tokens, measures by measures: Kendall's tau-b from -1 to 1, or the share of the
// top fifth that both have in common.
HeatMapFigure kendallFigure(const ImportanceReport &report);
HeatMapFigure topOverlapFigure(const ImportanceReport &report);

// How far the output falls without the most important words, or with them alone (DeYoung et al. 2020), over the share that is taken;
// beside random orders.
CurveFigure comprehensivenessFigure(const ImportanceReport &report);
CurveFigure sufficiencyFigure(const ImportanceReport &report);

}  // namespace core
