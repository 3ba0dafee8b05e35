#pragma once

#include "core/figure/values/snapshot_maps.h"

#include <string>
#include <vector>

namespace core {

struct TokenChip {
    std::string label;
    bool isSpecial = false;
    double value = 0;  // importance, in the unit of its measure; NaN where there is none
    double share = 0;  // how strongly it is drawn, 0..1
    std::string number;
};

// The sentence as chips that carry the chosen importance.
struct TokenStripFigure {
    std::string title;
    std::string explanation;
    std::string measureName;
    std::vector<TokenChip> chips;
    bool isRightToLeft = false;  // the first chip stands at the right, as the script of the sentence runs
};

// "attention received", "erasure, fall of p(positive)": what the snapshot's importance is.
std::string importanceName(const AnalysisSnapshot &snapshot);

TokenStripFigure tokenStripFigure(const AnalysisSnapshot &snapshot, const DisplayUnits &units);

// "erasure: fall of p(positive) when the token is deleted; causal", of an importance that follows one of the model's outputs; empty
// of others.
std::string importanceCaption(const AnalysisSnapshot &snapshot);

// One chip per unit; strong colors tell the outstanding values from those that hardly differ. NaN is drawn without color.
std::vector<TokenChip> tokenChips(const std::vector<double> &values, const DisplayUnits &units);

// What is drawn with full strength: the largest value of a real token, as special ones often dwarf all others. Values that hardly differ
// stay pale, so that a strong color always means more than its share.
double fullStrength(const std::vector<TokenChip> &chips);
// Draws this size with full strength, so that strips can be read on one scale.
void setFullStrength(std::vector<TokenChip> &chips, double full);

std::string printFigure(const TokenStripFigure &figure);

}  // namespace core
