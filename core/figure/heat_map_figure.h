#pragma once

#include "core/figure/color_scale.h"
#include "core/figure/head_maps.h"

#include <string>
#include <vector>

namespace core {

struct AxisLabel {
    std::string text;
    bool isSpecial = false;  // drawn muted
};

struct FigureAxis {
    std::string name;  // "query token"
    std::vector<AxisLabel> labels;
};

// What a heat map shows, before anybody decided on a size, a font or a theme. Made by the functions below.
struct HeatMapFigure {
    std::string title;
    std::string explanation;  // one sentence: what am I looking at, with the formula
    FigureAxis rows;
    FigureAxis columns;
    Matrix values;          // rows x columns
    std::string valueName;  // beside the colour bar
    std::string scaleNote;  // what was done to values or colours: "gamma 0.6 · without special tokens"
    ColorScale scale;
    std::string colorMap;  // which file of resources/colormaps

    bool isEmpty() const { return values.size() == 0; }
};

struct ColorOptions {
    std::string colorMap = "attnscope";
    double gamma = 0.6;

    bool operator==(const ColorOptions &) const = default;
};

// The attention of one head over the shown units, from zero to its largest value. Empty where the trace has no such map.
HeatMapFigure attentionFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                              const ColorOptions &colors);

FigureAxis unitAxis(std::string name, const DisplayUnits &units);
// Sentences for an explanation, and as a few words beside a colour bar: what merging and leaving out tokens does to a map.
std::string unitExplanation(const DisplayUnits &units);
// "gamma 0.6 · renormalised · words"; empty where nothing was done.
std::string scaleNote(double gamma, const DisplayUnits &units);

std::string printFigure(const HeatMapFigure &figure);

}  // namespace core
