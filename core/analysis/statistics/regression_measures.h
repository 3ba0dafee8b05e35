#pragma once

#include <optional>
#include <span>
#include <vector>

namespace core {

// How the values that a regression predicts agree with those of the labels; both of the same texts in the same order, at least one.

double meanSquaredError(std::span<const double> predicted, std::span<const double> labels);
double meanAbsoluteError(std::span<const double> predicted, std::span<const double> labels);

// Pearson's r. None for fewer than two texts and where one side is constant.
std::optional<double> pearsonCorrelation(std::span<const double> predicted, std::span<const double> labels);
// Spearman's rho: Pearson's r of the ranks, equal values sharing the mean of theirs. None as above.
std::optional<double> spearmanCorrelation(std::span<const double> predicted, std::span<const double> labels);

// From 1, equal values sharing the mean of theirs.
std::vector<double> sharedRanks(std::span<const double> values);

}  // namespace core
