#include "core/figure/values/curve_axis.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

constexpr double breathingSpace = 0.04;  // of the axis, beyond the outermost values

AxisRange widened(AxisRange range)
{
    const bool isLinear = range.scale == AxisScale::Linear;
    if (!(range.high > range.low))
        return isLinear ? AxisRange{range.low - 0.5, range.high + 0.5, range.scale}
                        : AxisRange{range.low / 2, range.high * 2, range.scale};
    return {range.valueAt(-breathingSpace), range.valueAt(1 + breathingSpace), range.scale};
}

}  // namespace

double AxisRange::shareOf(double value) const
{
    return scale == AxisScale::Linear ? (value - low) / (high - low) : std::log(value / low) / std::log(high / low);
}

double AxisRange::valueAt(double share) const
{
    return scale == AxisScale::Linear ? low + (high - low) * share : low * std::pow(high / low, share);
}

void AxisExtent::include(double value)
{
    if (!std::isfinite(value) || (m_scale == AxisScale::Logarithmic && value <= 0))
        return;
    m_least = std::min(value, m_least.value_or(value));
    m_largest = std::max(value, m_largest.value_or(value));
}

AxisRange AxisExtent::rangeFor(const CurveAxis &axis) const
{
    const double fallback = m_scale == AxisScale::Linear ? 0 : 0.1;
    const AxisRange wide = widened({m_least.value_or(fallback), m_largest.value_or(1), m_scale});
    return {axis.low.value_or(wide.low), axis.high.value_or(wide.high), m_scale};
}

}  // namespace core
