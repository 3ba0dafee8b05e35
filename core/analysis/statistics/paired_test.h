#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace core {

// Exact McNemar test (McNemar 1947, with the exact binomial distribution in place of chi-squared) of two answers to the same
// examples: `onlyFirst` examples are right in the first alone, `onlySecond` in the second alone, and the others say nothing. Gives the
// two-sided p, twice the smaller tail of Binomial(onlyFirst + onlySecond, 1/2) and at most 1. Without a discordant example the answers
// agree and p is 1. Its logarithm is right to about 1e-8 for a million discordant
// examples; 0 only where p is below the smallest double.
double mcnemarP(std::size_t onlyFirst, std::size_t onlySecond);

// Holm's step-down correction (Holm 1979) of the p values of one family of tests, in their order: the k-th smallest of m is
// multiplied by m - k + 1, never falls below the one before it and is at most 1. Holds whatever the tests have to do with each other.
std::vector<double> holmAdjusted(std::span<const double> pValues);

}  // namespace core
