#pragma once

#include "core/figure/any/any_figure.h"

#include <span>
#include <string>

namespace core {

// The numbers that a figure's panels are drawn from, as CSV with nine digits, so that a number that is read back is the one drawn.
//
//     maps, grids, lines, strips, bars    panel,row,column,row_label,column_label,value
//     curves                              panel,curve,x,y
//     both in one figure                  all of these columns, empty where a panel does not have them
//
// Panels are a, b, c; rows and columns count from 0. Of all heads the value is the measure below each, by layer and head. Cells,
// lines and bars without a number are left out.
std::string figureTable(std::span<const Figure> panels);

// "a" for 0, "z" for 25, "aa" for 26.
std::string panelLetter(std::size_t panel);

}  // namespace core
