#pragma once

#include "core/figure/heat_map_figure.h"

#include <vector>

namespace core {

// LAMA: one strip per head over the words, each value relative to uniform attention. The ratio of two weights of a head is
// at most e², so that raw weights of a long text would all look alike.
struct HeadStripFigure {
    HeatMapFigure heads;           // heads x words, T·A on a logarithmic scale around 1
    HeatMapFigure average;         // 1 x words, mean over the heads, same scale
    std::vector<double> headGain;  // one per head, c~ = Pᵀc
    std::string gainName;
    std::string gainExplanation;

    bool isEmpty() const { return heads.isEmpty(); }
};

HeadStripFigure headStripFigure(const AnalysisSnapshot &snapshot, const DisplayUnits &units, const ColorOptions &colors);

// The heads with the average as one more row below them, so that words line up.
HeatMapFigure stripsWithAverage(const HeadStripFigure &figure);

std::string printFigure(const HeadStripFigure &figure);

}  // namespace core
