#pragma once

#include "core/figure/values/color_scale.h"
#include "core/figure/values/snapshot_maps.h"

#include <optional>
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
    bool showsUnits = false;           // one label per display unit, so that a token can be selected here
    int every = 0;                     // one label of so many is written; 0: as many as have room
    std::optional<double> angle = {};  // in degrees, of column labels; none: upright where there is room, else leaning
};

// One of few values that stand for something: 1 for "kept".
struct NamedValue {
    double value = 0;
    std::string name;
};

enum class CellShape {
    Square,  // or a little taller
    Strips   // stretched, and rows belong together: none is ever left out of sight
};

// What a heat map shows, before anybody decided on a size, a font or a theme. Made by the functions below.
struct HeatMapFigure {
    std::string title;
    std::string explanation;  // one sentence: what am I looking at, with the formula
    std::string absence;      // of an empty figure: one sentence that says why there is nothing
    FigureAxis rows;
    FigureAxis columns;
    Matrix values;          // rows x columns
    std::string valueName;  // beside the color bar
    std::string scaleNote;  // what was done to values or colors: "gamma 0.6 · without special tokens"
    ColorScale scale;
    std::string colorMap;  // which file of resources/colormaps
    CellShape shape = CellShape::Square;
    bool isWhole = false;     // counts: numbers without decimals
    bool hasColorBar = true;  // or a legend
    bool hasNumbers = false;  // in the cells
    std::vector<NamedValue> named =
        {};  // all values there are, for a legend in place of the color bar; empty where values are numbers
    std::vector<std::string> notes = {};  // read out of a cell in place of its number, row by row; empty, or one for each

    bool isEmpty() const { return values.size() == 0; }
};

struct ColorOptions {
    std::string colorMap = "blues";
    double gamma = 0.6;

    bool operator==(const ColorOptions &) const = default;
};

// A "token" at the end of the name is a word where units are words: "key (word)", as a key word would be another thing.
std::string unitName(std::string name, const DisplayUnits &units);
FigureAxis unitAxis(std::string name, const DisplayUnits &units);
// From 0 on. Numbers stand upright, and fewer of them where they are many.
FigureAxis numberedAxis(std::string name, Eigen::Index count);
// Diverging colors around zero, as far to both sides as the larger of the values and `reach`.
void setSignedScale(HeatMapFigure &figure, double reach = 0);

// What a word's pieces became along an axis of a map; None for an axis that shows no tokens.
enum class PieceStep { None, Sum, Mean };
// How a map came from tokens to units, as the functions of display_units.h do it.
struct UnitSteps {
    PieceStep rows = PieceStep::None;
    PieceStep columns = PieceStep::None;
    bool areShares = false;  // attention: a row that lost columns sums to less, or is divided by what remains of it
};
constexpr UnitSteps attentionSteps{PieceStep::Mean, PieceStep::Sum, true};
constexpr UnitSteps valueSteps{PieceStep::Mean, PieceStep::Sum};
constexpr UnitSteps meanSteps{PieceStep::Mean, PieceStep::Mean};
constexpr UnitSteps rowSteps{PieceStep::Mean, PieceStep::None};
constexpr UnitSteps columnSteps{PieceStep::None, PieceStep::Sum};

// Sentences for an explanation, and as a few words beside a color bar: what merging and leaving out tokens did to a map.
std::string unitExplanation(const DisplayUnits &units, const UnitSteps &steps);
// "gamma 0.6 · renormalized · words"; empty where nothing was done.
std::string scaleNote(double gamma, const DisplayUnits &units, const UnitSteps &steps);
// `note` with one more remark; either may be empty.
std::string joinedNotes(std::string note, const std::string &more);

std::string printFigure(const HeatMapFigure &figure);

}  // namespace core
