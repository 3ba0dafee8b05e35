#pragma once

#include "core/figure/values/bar_figure.h"
#include "core/figure/values/heat_map_figure.h"

#include <string>
#include <vector>

namespace core {

// LAMA: one strip per head over the words, one more for all heads together, and a number beside each head.
struct HeadStripFigure {
    HeatMapFigure heads;              // heads x words
    HeatMapFigure together;           // 1 x words, same scale
    std::vector<double> headNumbers;  // one per head
    std::string numbersName;
    std::string numbersExplanation;
    std::string note;     // what the numbers come to; empty where there is nothing to say
    std::string absence;  // of an empty figure: one sentence that says why there is nothing

    bool isEmpty() const { return heads.isEmpty(); }
};

// What the figures of strips have in common: the trace where it is LAMA's and goes with the units, at least one; else null.
const LamaTrace *stripTrace(const AnalysisSnapshot &snapshot, const DisplayUnits &units);
// An empty figure with its one sentence; of a snapshot without words, or of an encoder, which has nothing to say.
HeadStripFigure withoutStrips(std::string absence);
HeadStripFigure withoutStrips(const AnalysisSnapshot &snapshot);
std::vector<AxisLabel> headLabels(int heads);

// The heads with the strip for all of them as one more row below, so that words line up.
HeatMapFigure stripsTogether(const HeadStripFigure &figure);

// The heads' numbers as bars, in the order of the strips.
BarFigure headBars(const HeadStripFigure &figure);

std::string printFigure(const HeadStripFigure &figure);

}  // namespace core
