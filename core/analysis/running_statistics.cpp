#include "core/analysis/running_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace core {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

} // namespace

void RunningStatistics::add(double value)
{
    if (std::isnan(value)) {
        ++m_undefined;
        return;
    }
    m_values.push_back(static_cast<float>(value));
    const double distance = value - m_mean;
    m_mean += distance / static_cast<double>(m_values.size());
    m_squares += distance * (value - m_mean);
}

double RunningStatistics::mean() const
{
    return m_values.empty() ? undefined : m_mean;
}

double RunningStatistics::deviation() const
{
    if (m_values.size() < 2)
        return m_values.empty() ? undefined : 0.0;
    return std::sqrt(m_squares / static_cast<double>(m_values.size() - 1));
}

double RunningStatistics::quantile(double share) const
{
    if (m_values.empty())
        return undefined;
    std::vector<float> values = m_values;
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(values.size() - 1);
    const auto below = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), below, values.end());
    if (below + 1 == values.end())
        return *below;
    const double next = *std::min_element(below + 1, values.end());
    return *below + (place - std::floor(place)) * (next - *below);
}

} // namespace core
