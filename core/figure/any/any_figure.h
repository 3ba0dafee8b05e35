#pragma once

#include "core/figure/attention/head_grid_figure.h"
#include "core/figure/attention/head_lines_figure.h"
#include "core/figure/values/bar_figure.h"
#include "core/figure/values/curve_figure.h"
#include "core/figure/values/head_strip_figure.h"
#include "core/figure/values/heat_map_figure.h"
#include "core/figure/values/token_strip_figure.h"

#include <variant>

namespace core {

// Every kind of picture there is. Whoever draws, exports or prints pictures handles all of them; a new kind is one more
// alternative here and one file in ui/render.
using Figure =
    std::variant<HeatMapFigure, HeadGridFigure, HeadLinesFigure, HeadStripFigure, TokenStripFigure, CurveFigure, BarFigure>;

}  // namespace core
