#include "core/figure/values/curve_axis.h"

#include "core/figure/values/figure_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace core {
namespace {

constexpr double breathingSpace = 0.04;  // of the axis, beyond the outermost values
constexpr double rounding = 1e-9;        // of a step: a tick at the very end is not lost to it

double toPower(int exponent)
{
    return std::pow(10.0, exponent);
}

AxisRange widened(AxisRange range)
{
    const bool isLinear = range.scale == AxisScale::Linear;
    if (!(range.high > range.low))
        return isLinear ? AxisRange{range.low - 0.5, range.high + 0.5, range.scale}
                        : AxisRange{range.low / 2, range.high * 2, range.scale};
    return {range.valueAt(-breathingSpace), range.valueAt(1 + breathingSpace), range.scale};
}

// The smallest of 1, 2, 5, 10, 20 ... times a power of ten that is not below `least`.
double roundStep(double least)
{
    const double decade = toPower(static_cast<int>(std::floor(std::log10(least) + rounding)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * decade >= least * (1 - rounding))
            return factor * decade;
    return 10 * decade;
}

std::string superscript(int number)
{
    constexpr std::array digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string text = number < 0 ? "⁻" : "";
    for (const char digit : std::to_string(std::abs(number)))
        text += digits[static_cast<std::size_t>(digit - '0')];
    return text;
}

std::string decadeLabel(int factor, int exponent)
{
    if (exponent >= -3 && exponent <= 3)
        return formatNumber(factor * toPower(exponent), std::max(0, -exponent));
    return (factor == 1 ? "" : std::to_string(factor) + "·") + "10" + superscript(exponent);
}

// Indices begin at 1, which is no multiple of 5: 1, 5, 10.
void includeFirst(std::vector<AxisTick> &ticks, const AxisRange &range, double step)
{
    const double first = std::ceil(range.low - rounding);
    if (ticks.empty() || ticks.front().value - first > 0.6 * step)
        ticks.insert(ticks.begin(), {first, formatNumber(first, 0)});
}

std::vector<AxisTick> linearTicks(const AxisRange &range, bool isWhole, int most)
{
    double step = roundStep((range.high - range.low) / (most - 1));
    if (isWhole)
        step = std::max(1.0, step);
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + rounding)));
    std::vector<AxisTick> ticks;
    const auto last = static_cast<long>(std::floor(range.high / step + rounding));
    for (auto index = static_cast<long>(std::ceil(range.low / step - rounding)); index <= last; ++index)
        ticks.push_back({static_cast<double>(index) * step, formatNumber(static_cast<double>(index) * step, decimals)});
    if (isWhole)
        includeFirst(ticks, range, step);
    return ticks;
}

// At least two, as a single number tells no scale.
std::vector<AxisTick> tellingTicks(const AxisRange &range, bool isWhole, int most)
{
    std::vector<AxisTick> ticks = linearTicks(range, isWhole, most);
    while (ticks.size() < 2 && !isWhole)
        ticks = linearTicks(range, isWhole, ++most);
    return ticks;
}

std::vector<AxisTick> decadeTicks(const AxisRange &range, const std::vector<int> &factors, int everyDecade)
{
    std::vector<AxisTick> ticks;
    const int last = static_cast<int>(std::floor(std::log10(range.high) + rounding));
    for (int exponent = static_cast<int>(std::floor(std::log10(range.low))); exponent <= last; ++exponent) {
        for (const int factor : factors) {
            const double value = factor * toPower(exponent);
            const bool isInside = value >= range.low * (1 - rounding) && value <= range.high * (1 + rounding);
            if (isInside && exponent % everyDecade == 0)
                ticks.push_back({value, decadeLabel(factor, exponent)});
        }
    }
    return ticks;
}

std::vector<AxisTick> logarithmicTicks(const AxisRange &range, bool isWhole, int most)
{
    for (const auto &factors : {std::vector{1, 2, 5}, std::vector{1}}) {
        auto ticks = decadeTicks(range, factors, 1);
        if (ticks.size() >= 2 && static_cast<int>(ticks.size()) <= most)
            return ticks;
    }
    const double decades = std::log10(range.high / range.low);
    if (decades < 1)
        return linearTicks(range, isWhole, most);
    return decadeTicks(range, {1}, std::max(1, static_cast<int>(std::ceil(decades / most))));
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

std::vector<AxisTick> axisTicks(const AxisRange &range, bool isWhole, int most)
{
    if (!(range.high > range.low))
        return {};
    most = std::max(2, most);
    return range.scale == AxisScale::Linear ? tellingTicks(range, isWhole, most) : logarithmicTicks(range, isWhole, most);
}

std::vector<AxisTick> thinnedTicks(const CurveAxis &axis, int most)
{
    const std::size_t count = axis.ticks.size();
    const std::size_t step = (count + static_cast<std::size_t>(most) - 1) / static_cast<std::size_t>(most);
    std::vector<AxisTick> ticks;
    for (std::size_t index = step == 0 ? 0 : (count - 1) % step; index < count; index += step)
        ticks.push_back(axis.ticks[index]);
    return ticks;
}

}  // namespace core
