#pragma once

#include <optional>
#include <string>
#include <vector>

namespace core {

enum class AxisScale { Linear, Logarithmic };

struct AxisTick {
    double value = 0;
    std::string label;
};

// What one axis of a curve figure measures.
struct CurveAxis {
    std::string name;  // "share of the largest"
    AxisScale scale = AxisScale::Linear;
    bool isWhole = false;       // indices and counts: only whole numbers get a tick
    std::optional<double> low;  // where none is given, a little beyond what the curves reach
    std::optional<double> high;
    std::vector<AxisTick> ticks = {};  // in place of round numbers: sizes, or places that are no numbers but things
    std::string widestNumber = {};     // room is left for it, so that plots above each other stand in line
};

// The stretch of an axis that is drawn; low and high are positive on a logarithmic one.
struct AxisRange {
    double low = 0;
    double high = 1;
    AxisScale scale = AxisScale::Linear;

    double shareOf(double value) const;  // 0 at low, 1 at high; 0 has the logarithm minus infinity, less than 0 gives NaN
    double valueAt(double share) const;

    bool operator==(const AxisRange &) const = default;
};

// The least and the largest value that belong on an axis, gathered one by one.
class AxisExtent
{
public:
    explicit AxisExtent(AxisScale scale) : m_scale(scale) {}

    // Leaves out what has no place on the axis: NaN, infinity, and zero or less on a logarithmic one.
    void include(double value);
    AxisRange rangeFor(const CurveAxis &axis) const;

private:
    AxisScale m_scale;
    std::optional<double> m_least;
    std::optional<double> m_largest;
};

}  // namespace core
