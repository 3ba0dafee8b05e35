#pragma once

#include "core/figure/values/heat_map_figure.h"

#include <vector>

namespace core {

// One query unit's attention to one key unit.
struct AttentionLine {
    int query = 0;
    int key = 0;
    float weight = 0;
};

// A head as lines from query tokens to key tokens; weak lines come first, so that strong ones are drawn over them.
struct HeadLinesFigure {
    std::string title;
    std::string explanation;
    FigureAxis queries;
    FigureAxis keys;
    std::vector<AttentionLine> lines;
    double largest = 1;    // the weight drawn with full width
    double threshold = 0;  // weaker lines were left out
    std::string scaleNote;

    bool isEmpty() const { return queries.labels.empty(); }
};

// How many lines there may be before the weakest are left out, so that a long text stays a picture.
constexpr int mostLines = 4000;

HeadLinesFigure headLinesFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units);

std::string headLinesExplanation(const AnalysisSnapshot &snapshot, const DisplayUnits &units);

std::string printFigure(const HeadLinesFigure &figure);

}  // namespace core
