#pragma once

#include "core/base/quantile.h"
#include "core/base/stopclock.h"

#include <algorithm>
#include <vector>

namespace bench {

template <typename Work>
double milliseconds(Work &&work)
{
    const core::Stopclock clock;
    work();
    return clock.milliseconds();
}

// The value below which `share` of the times lie; times must not be empty.
inline double quantile(std::vector<double> times, double share)
{
    std::sort(times.begin(), times.end());
    return core::quantileOfSorted(times, share);
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
