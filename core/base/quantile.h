#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace core {

// Linear between the two nearest of the sorted numbers, as NumPy has it by default: share 0 is the lowest, 1 the highest. There has to
// be a number.
template <typename Number>
double quantileOfSorted(const std::vector<Number> &sorted, double share)
{
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(double{sorted[below]}, double{sorted[above]}, place - static_cast<double>(below));
}

}  // namespace core
