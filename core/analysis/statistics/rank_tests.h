#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace core {

// Whether numbers of several groups come from one distribution, by their ranks alone.
enum class RankTest {
    MannWhitney,   // two groups: U of the first, p of the normal distribution with corrections for ties and continuity
    KruskalWallis  // more: H with a correction for ties, p of chi-squared with one degree of freedom less than groups
};

struct RankTestResult {
    RankTest test = RankTest::MannWhitney;
    double statistic = 0;
    double p = 1;  // two-sided
};

// Groups without a number are left out. None for fewer than two others, and where all numbers are equal. Mann and Whitney 1947, Kruskal
// and Wallis 1952.
std::optional<RankTestResult> rankTest(std::span<const std::vector<double>> groups);

// "Mann-Whitney U", "Kruskal-Wallis H".
std::string_view nameOf(RankTest test);

// Share of the chi-squared distribution above x.
double chiSquaredAbove(double x, int degreesOfFreedom);

}  // namespace core
