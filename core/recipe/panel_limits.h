#pragma once

#include <algorithm>
#include <cmath>

namespace core {

constexpr double largestLimit = 1e9;    // of colors or of an axis, whose numbers are read
constexpr double closestLimits = 1e-6;  // as a share of the larger one: colors and ticks are worked out with seven digits
constexpr const char *limitsWanted = "from -1e9 to 1e9, the lower one first and more than a millionth below the other";

// Whether a scale of colors, or an axis, can run from one number to the other.
inline bool areLimits(double low, double high)
{
    const double larger = std::max(std::abs(low), std::abs(high));
    return std::isfinite(low) && std::isfinite(high) && larger <= largestLimit && high - low > closestLimits * larger;
}

}  // namespace core
