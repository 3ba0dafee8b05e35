#include "core/analysis/rank_measures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace core {
namespace {

bool isZero(std::span<const double> singularValues)
{
    return singularValues.empty() || singularValues.front() <= 0.0;
}

} // namespace

double defaultRankTolerance(std::span<const double> singularValues, int rows, int columns)
{
    constexpr double machineEpsilon = std::numeric_limits<float>::epsilon();
    return singularValues.empty() ? 0.0 : singularValues.front() * std::max(rows, columns) * machineEpsilon;
}

int numericalRank(std::span<const double> singularValues, double tolerance)
{
    return static_cast<int>(std::ranges::count_if(singularValues, [tolerance](double value) { return value > tolerance; }));
}

double effectiveRank(std::span<const double> singularValues)
{
    if (isZero(singularValues))
        return 0.0;
    const double sum = std::accumulate(singularValues.begin(), singularValues.end(), 0.0);
    double entropy = 0.0;
    for (const double value : singularValues) {
        const double share = value / sum;
        if (share > 0.0)
            entropy -= share * std::log(share);
    }
    return std::exp(entropy);
}

double stableRank(std::span<const double> singularValues)
{
    if (isZero(singularValues))
        return 0.0;
    double energy = 0.0;
    for (const double value : singularValues)
        energy += value * value;
    return energy / (singularValues.front() * singularValues.front());
}

} // namespace core
