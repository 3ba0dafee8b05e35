#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace core {

// Mean, spread and quantiles of numbers that come one by one. Count, mean and variance are those of all numbers (Welford 1962).
// Quantiles are exact up to `sampleSize` numbers; from there on they are those of that many, each as likely as any other to be
// among them (reservoir sampling, Vitter 1985; always the same choice), which places them within about 0.03 of their share. NaN, a
// measure that is not defined, is counted apart.
class RunningStatistics
{
public:
    static constexpr std::size_t sampleSize = 1024;

    void add(double value);

    std::size_t count() const { return m_count; }
    std::size_t undefinedCount() const { return m_undefined; }
    // NaN without a number.
    double mean() const;
    double deviation() const;  // of a sample: n - 1 below the line; 0 for one number
    // Linear between the sorted numbers, as NumPy's default: 0 is the least, 0.5 the median, 1 the largest.
    double quantile(double share) const;
    std::vector<double> quantiles(std::span<const double> shares) const;

private:
    void keepForQuantiles(float value);

    std::vector<float> m_sample;
    std::size_t m_count = 0;
    std::size_t m_undefined = 0;
    double m_mean = 0;
    double m_squares = 0;  // sum of squared distances from the mean
};

// What is shown of running statistics: the middle half and nine tenths of the numbers, and their middle.
struct ValueSummary {
    std::size_t count = 0;
    std::size_t undefined = 0;
    double mean = 0;  // this and what follows is NaN without a number
    double deviation = 0;
    double low = 0;  // 5 %
    double lowerQuartile = 0;
    double median = 0;
    double upperQuartile = 0;
    double high = 0;  // 95 %
};

ValueSummary summaryOf(const RunningStatistics &statistics);

}  // namespace core
