#pragma once

#include "core/figure/values/snapshot_maps.h"

#include <string>
#include <vector>

namespace core {

// One measure of the inspected head.
struct MeasureFigure {
    std::string id;
    std::string name;
    std::string number;
    double share = 0;    // of the largest value the measure can take, 0..1
    std::string note;    // "of 23 · exp entropy of σ / Σσ"
    std::string source;  // the paper it comes from
};

struct Fact {
    std::string name;
    std::string value;
};

struct FactGroup {
    std::string name;  // "shapes"
    std::vector<Fact> facts;
};

// What is known about one head besides its map.
struct InspectorFigure {
    std::string title;                    // "L4 H7"
    std::vector<MeasureFigure> measures;  // those that are defined
    std::vector<FactGroup> groups;        // shapes, mechanism, parameters; none is empty
};

// Ranks name those of the head with its rows permuted where the snapshot has them: their median and their range from 5 to 95 %.
// Numerical ranks are counted above `rankTolerance`, a share of the largest singular value; 0 is the default.
InspectorFigure inspectorFigure(const AnalysisSnapshot &snapshot, HeadRef head, double rankTolerance = 0);

// Which tokens the measures count where the pictures show others: "Measures count all 25 tokens, special ones too."
std::string countedTokensNote(const AnalysisSnapshot &snapshot, const DisplayUnits &units);

// "Under the mask.", "With ablated heads." of the answer of a masked pass; empty of any other.
std::string passNote(const AnalysisSnapshot &snapshot);

std::string printFigure(const InspectorFigure &figure);

}  // namespace core
