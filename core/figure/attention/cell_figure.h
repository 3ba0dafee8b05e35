#pragma once

#include "core/figure/values/bar_figure.h"
#include "core/figure/values/heat_map_figure.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// One query looking at one key: the attention and where it comes from. Or one cell of another picture of a head: its value alone.
// Parts that were not kept, and those that the kind of attention does not have, are empty.
struct CellFigure {
    std::string title;  // "unfortunately → lovely"
    // Linformer: "effective attention"; "attention, renormalized" without special tokens.
    std::string valueName = "attention";
    double value = 0;
    std::optional<double> score;  // q·k / √dₕ, before masks and softmax
    std::string productName = "q · k";
    std::optional<double> product;  // q·k; pairwise: (q M)·q′
    int headSize = 0;
    std::vector<double> contributions;  // q_d k_d per dimension d; they sum to the product
    std::string note;                   // what was averaged, or why there is no score
};

// The product of query and key in each dimension, in their order; empty where they are not known.
BarFigure contributionBars(const CellFigure &figure);

// Nothing where the head, the query or the key is not shown.
std::optional<CellFigure> cellFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                                     int queryUnit, int keyUnit);

// The cell of any heat map: what its row and column are called, and its value. Nothing outside of the map.
std::optional<CellFigure> cellFigure(const HeatMapFigure &picture, int row, int column);

// One LAMA head looking at one word.
struct HeadWordFigure {
    std::string title;  // "lovely"
    double attention = 0;
    double relativeToUniform = 0;  // T·A
    std::optional<double> score;   // f, what enters the softmax over the words
    double gain = 0;
};
std::optional<HeadWordFigure> headWordFigure(const AnalysisSnapshot &snapshot, HeadIndex head, const DisplayUnits &units,
                                             int wordUnit);

std::string printFigure(const CellFigure &figure);

}  // namespace core
