#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace bench {

template <typename Work>
double milliseconds(Work &&work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// The value below which `share` of the times lie; times must not be empty.
inline double quantile(std::vector<double> times, double share)
{
    std::sort(times.begin(), times.end());
    return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
}

// Times `work` after a warm-up, at least 7 times and for about a quarter of a second; slow work at least 3 times.
template <typename Work>
std::vector<double> repeatedMilliseconds(Work &&work)
{
    constexpr int atLeast = 7;
    constexpr int atMost = 500;
    constexpr double budget = 250.0;
    constexpr int atLeastWhenSlow = 3;
    constexpr double slowBudget = 2000.0;
    work();
    std::vector<double> times;
    double spent = 0.0;
    const auto isEnough = [&] {
        const int count = static_cast<int>(times.size());
        return count >= atMost || (count >= atLeast && spent >= budget) || (count >= atLeastWhenSlow && spent >= slowBudget);
    };
    while (!isEnough()) {
        times.push_back(milliseconds(work));
        spent += times.back();
    }
    return times;
}

}  // namespace bench
