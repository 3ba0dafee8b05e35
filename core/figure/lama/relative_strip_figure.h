#pragma once

#include "core/figure/values/head_strip_figure.h"

namespace core {

// LAMA's attention relative to uniform, T·A on a logarithmic scale around 1, with the mean over heads and the heads' gains
// c~ = Pᵀc. The ratio of two weights of a head is at most e², so that raw weights of a long text would all look alike.
HeadStripFigure relativeStripFigure(const AnalysisSnapshot &snapshot, const DisplayUnits &units, const ColorOptions &colors);

}  // namespace core
