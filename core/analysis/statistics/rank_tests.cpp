#include "core/analysis/statistics/rank_tests.h"

#include "core/analysis/statistics/regression_measures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace core {
namespace {

struct RankedGroups {
    std::vector<double> sums;   // of the ranks of each group that has numbers
    std::vector<double> sizes;  // of those groups
    double count = 0;
    double ties = 0;  // sum of t^3 - t over runs of t equal numbers
};

double tiesOf(std::vector<double> values)
{
    std::ranges::sort(values);
    double ties = 0;
    for (auto first = values.begin(); first != values.end();) {
        const auto end = std::upper_bound(first, values.end(), *first);
        const auto run = static_cast<double>(end - first);
        ties += run * run * run - run;
        first = end;
    }
    return ties;
}

RankedGroups rankedGroups(std::span<const std::vector<double>> groups)
{
    std::vector<double> all;
    for (const std::vector<double> &group : groups)
        all.insert(all.end(), group.begin(), group.end());
    const std::vector<double> ranks = sharedRanks(all);
    RankedGroups ranked{.sums = {}, .sizes = {}, .count = static_cast<double>(all.size()), .ties = tiesOf(all)};
    auto next = ranks.begin();
    for (const std::vector<double> &group : groups) {
        if (group.empty())
            continue;
        double sum = 0;
        for (std::size_t index = 0; index < group.size(); ++index)
            sum += *next++;
        ranked.sums.push_back(sum);
        ranked.sizes.push_back(static_cast<double>(group.size()));
    }
    return ranked;
}

RankTestResult mannWhitney(const RankedGroups &ranked)
{
    const double first = ranked.sizes[0];
    const double second = ranked.sizes[1];
    const double u = ranked.sums[0] - first * (first + 1) / 2;
    const double n = ranked.count;
    const double deviation = std::sqrt(first * second / 12 * (n + 1 - ranked.ties / (n * (n - 1))));
    const double apart = std::max(0.0, std::abs(u - first * second / 2) - 0.5) / deviation;
    return {RankTest::MannWhitney, u, std::erfc(apart / std::numbers::sqrt2)};
}

RankTestResult kruskalWallis(const RankedGroups &ranked)
{
    const double n = ranked.count;
    double squares = 0;
    for (std::size_t group = 0; group < ranked.sums.size(); ++group)
        squares += ranked.sums[group] * ranked.sums[group] / ranked.sizes[group];
    const double h = (12 / (n * (n + 1)) * squares - 3 * (n + 1)) / (1 - ranked.ties / (n * n * n - n));
    return {RankTest::KruskalWallis, h, chiSquaredAbove(h, static_cast<int>(ranked.sums.size()) - 1)};
}

}  // namespace

std::optional<RankTestResult> rankTest(std::span<const std::vector<double>> groups)
{
    const RankedGroups ranked = rankedGroups(groups);
    const double n = ranked.count;
    const bool areAllEqual = ranked.ties >= n * n * n - n;
    if (ranked.sums.size() < 2 || areAllEqual)
        return std::nullopt;
    return ranked.sums.size() == 2 ? mannWhitney(ranked) : kruskalWallis(ranked);
}

std::string_view nameOf(RankTest test)
{
    return test == RankTest::MannWhitney ? "Mann-Whitney U" : "Kruskal-Wallis H";
}

// Q_1(x) = erfc(sqrt(x / 2)), Q_2(x) = e^(-x/2), Q_(k+2)(x) = Q_k(x) + (x/2)^(k/2) e^(-x/2) / Gamma(k/2 + 1).
double chiSquaredAbove(double x, int degreesOfFreedom)
{
    if (x <= 0)
        return 1;
    const bool isOdd = degreesOfFreedom % 2 == 1;
    double above = isOdd ? std::erfc(std::sqrt(x / 2)) : std::exp(-x / 2);
    for (int degrees = isOdd ? 1 : 2; degrees < degreesOfFreedom; degrees += 2)
        above += std::exp(degrees / 2.0 * std::log(x / 2) - x / 2 - std::lgamma(degrees / 2.0 + 1));
    return std::min(above, 1.0);
}

}  // namespace core
