#include "core/analysis/spectra/rank_measures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace core {
namespace {

bool isZero(std::span<const double> singularValues)
{
    return singularValues.empty() || singularValues.front() <= 0.0;
}

double sumOf(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double energyOf(std::span<const double> singularValues)
{
    return std::inner_product(singularValues.begin(), singularValues.end(), singularValues.begin(), 0.0);
}

std::span<const double> firstOf(std::span<const double> singularValues, int k)
{
    return singularValues.first(static_cast<std::size_t>(std::clamp(k, 0, static_cast<int>(singularValues.size()))));
}

}  // namespace

double rankTolerance(std::span<const double> singularValues, int rows, int columns, double relativeTolerance)
{
    return singularValues.empty() ? 0.0 : singularValues.front() * std::max(rows, columns) * relativeTolerance;
}

int numericalRank(std::span<const double> singularValues, double tolerance)
{
    return static_cast<int>(std::ranges::count_if(singularValues, [tolerance](double value) { return value > tolerance; }));
}

double effectiveRank(std::span<const double> singularValues)
{
    if (isZero(singularValues))
        return 0.0;
    const double sum = sumOf(singularValues);
    double entropy = 0.0;
    for (const double value : singularValues) {
        const double share = value / sum;
        if (share != 0.0)  // NaN too
            entropy -= share * std::log(share);
    }
    return std::exp(entropy);
}

double stableRank(std::span<const double> singularValues)
{
    if (isZero(singularValues))
        return 0.0;
    return energyOf(singularValues) / (singularValues.front() * singularValues.front());
}

double nuclearRank(std::span<const double> singularValues)
{
    return isZero(singularValues) ? 0.0 : sumOf(singularValues) / singularValues.front();
}

double participationRatio(std::span<const double> singularValues)
{
    if (isZero(singularValues))
        return 0.0;
    double squaredEnergies = 0.0;  // relative to the first, whose fourth power might not be a double
    for (const double value : singularValues)
        squaredEnergies += std::pow(value / singularValues.front(), 4.0);
    const double stable = stableRank(singularValues);
    return stable * stable / squaredEnergies;
}

double cumulativeShare(std::span<const double> singularValues, int k)
{
    return isZero(singularValues) ? 0.0 : sumOf(firstOf(singularValues, k)) / sumOf(singularValues);
}

double cumulativeEnergy(std::span<const double> singularValues, int k)
{
    return isZero(singularValues) ? 0.0 : energyOf(firstOf(singularValues, k)) / energyOf(singularValues);
}

int energyRank(std::span<const double> singularValues, double share)
{
    if (isZero(singularValues))
        return 0;
    const double wanted = share * energyOf(singularValues);
    double energy = 0.0;
    int count = 0;
    for (const double value : singularValues) {
        if (energy >= wanted)
            break;
        energy += value * value;
        ++count;
    }
    return std::isnan(wanted) ? 0 : count;
}

double residualToRankOne(const MatrixView &matrix)
{
    if (matrix.size() == 0)
        return 0.0;
    const DoubleMatrix values = matrix.cast<double>();
    const double norm = values.norm();
    return norm == 0.0 ? 0.0 : (values.rowwise() - values.colwise().mean()).norm() / norm;
}

}  // namespace core
