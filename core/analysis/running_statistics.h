#pragma once

#include <cstddef>
#include <vector>

namespace core {

// Mean, spread and quantiles of numbers that come one by one. Keeps every number in single precision for the quantiles; mean and
// variance are exact in double (Welford 1962). NaN, a measure that is not defined, is counted apart.
class RunningStatistics
{
public:
    void add(double value);

    std::size_t count() const { return m_values.size(); }
    std::size_t undefinedCount() const { return m_undefined; }
    // NaN without a number.
    double mean() const;
    double deviation() const;  // of a sample: n - 1 below the line; 0 for one number
    // Linear between the sorted numbers, as NumPy's default: 0 is the least, 0.5 the median, 1 the largest.
    double quantile(double share) const;

private:
    std::vector<float> m_values;
    std::size_t m_undefined = 0;
    double m_mean = 0;
    double m_squares = 0;  // sum of squared distances from the mean
};

} // namespace core
