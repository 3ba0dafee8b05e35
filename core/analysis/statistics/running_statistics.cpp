#include "core/analysis/statistics/running_statistics.h"

#include "core/base/quantile.h"
#include "core/base/seeded_random.h"
#include "core/base/undefined.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace core {
namespace {

}  // namespace

void RunningStatistics::add(double value)
{
    if (std::isnan(value)) {
        ++m_undefined;
        return;
    }
    keepForQuantiles(static_cast<float>(value));
    ++m_count;
    const double distance = value - m_mean;
    m_mean += distance / static_cast<double>(m_count);
    m_squares += distance * (value - m_mean);
}

void RunningStatistics::keepForQuantiles(float value)
{
    if (m_sample.size() < sampleSize) {
        m_sample.push_back(value);
        return;
    }
    if (const std::size_t place = splitMix64(0, m_count) % (m_count + 1); place < sampleSize)
        m_sample[place] = value;
}

double RunningStatistics::mean() const
{
    return m_count == 0 ? undefined : m_mean;
}

double RunningStatistics::deviation() const
{
    if (m_count < 2)
        return m_count == 0 ? undefined : 0.0;
    return std::sqrt(m_squares / static_cast<double>(m_count - 1));
}

double RunningStatistics::quantile(double share) const
{
    return quantiles(std::array{share}).front();
}

std::vector<double> RunningStatistics::quantiles(std::span<const double> shares) const
{
    std::vector<double> quantiles(shares.size(), undefined);
    std::vector<float> sorted = m_sample;
    std::ranges::sort(sorted);
    if (!sorted.empty())
        std::ranges::transform(shares, quantiles.begin(),
                               [&sorted](double share) { return quantileOfSorted(sorted, share); });
    return quantiles;
}

ValueSummary summaryOf(const RunningStatistics &statistics)
{
    const std::vector<double> quantiles = statistics.quantiles(std::array{0.05, 0.25, 0.5, 0.75, 0.95});
    return {.count = statistics.count(),
            .undefined = statistics.undefinedCount(),
            .mean = statistics.mean(),
            .deviation = statistics.deviation(),
            .low = quantiles[0],
            .lowerQuartile = quantiles[1],
            .median = quantiles[2],
            .upperQuartile = quantiles[3],
            .high = quantiles[4]};
}

}  // namespace core
