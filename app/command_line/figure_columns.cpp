#include "app/command_line/figure_columns.h"

namespace app {

std::vector<OutputDescription> figureOutputs()
{
    return {{"-o F.csv",
             {{"panel", "which panel of the figure", "a, b, ..."},
              {"row", "row of a cell, from 0; a head's layer, a line's query, a bar or a token; empty for curves"},
              {"column", "column of a cell, from 0; a head, a line's key; 0 for bars and tokens; empty for curves"},
              {"row_label", "what the row is called"},
              {"column_label", "what the column is called; of bars and tokens the measure"},
              {"value", "the number drawn"},
              {"curve", "name of the curve; empty for cells"},
              {"x", "place of a point along x, in the axis's unit"},
              {"y", "place of a point along y, in the axis's unit"}}}};
}

}  // namespace app
