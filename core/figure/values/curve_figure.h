#pragma once

#include "core/figure/values/curve_axis.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// What a curve is among the others of its figure; decides how it is drawn, and which names are written at the curves' ends.
enum class CurveRole {
    Crowd,      // one of many: thin, named only where it is pointed at
    Reference,  // a mean, a median, another model: dashed
    Primary,    // what the figure is about
    Secondary   // what it is compared with
};

enum class CurveForm {
    Line,     // from point to point
    Points,   // each point for itself; their name stands in no margin
    Mark,     // a short thick line, for instance a median; its name neither
    Interval  // three points from left to right: an estimate between its limits, whose name stands at an axis
};
enum class PointMarker { Circle, Diamond };

// y over x, from left to right; as many of one as of the other. NaN is a gap, and zero on a logarithmic axis lies below it.
struct Curve {
    std::string name;
    std::vector<double> x;
    std::vector<double> y;
    CurveRole role = CurveRole::Primary;
    CurveForm form = CurveForm::Line;
    PointMarker marker = PointMarker::Circle;  // together with dashes it tells two families apart without color
    bool isDashed = false;
    std::vector<std::string> notes = {};  // read out at a point in place of its numbers; empty, or one for each
};

// What lies between `low` and `high`, for instance the middle half of all heads. Bands may lie on each other.
struct CurveBand {
    std::string name;
    std::vector<double> x;
    std::vector<double> low;
    std::vector<double> high;
    bool isReference = false;  // of random maps: grey between thin lines, where others have the color of the curves
};

// A limit drawn across the plot: "head size 32" at x = 32.
struct BoundLine {
    enum class Axis { X, Y };

    Axis axis = Axis::X;
    double at = 0;
    std::string label;
    bool isMovable = false;  // something to set: it can be dragged along its axis
};

// Where the curves' names stand.
enum class CurveNames { AtEnds, Below, Nowhere };

// What a plot of curves shows, before anybody decided on a size, a font or a theme.
struct CurveFigure {
    std::string title;
    std::string explanation;  // what am I looking at, with the formula
    std::string absence;      // of an empty figure: one sentence that says why there is nothing
    CurveAxis x;
    CurveAxis y;
    std::vector<CurveBand> bands;
    std::vector<Curve> curves;
    std::vector<BoundLine> bounds;
    std::optional<CurveNames> names =
        {};  // none: at the curves' ends; on paper below the plot where they have no room there

    bool isEmpty() const { return curves.empty() && bands.empty(); }
};

// What the axes span so that every curve, band and bound is seen.
AxisRange xRange(const CurveFigure &figure);
AxisRange yRange(const CurveFigure &figure);

std::string printFigure(const CurveFigure &figure);

}  // namespace core
