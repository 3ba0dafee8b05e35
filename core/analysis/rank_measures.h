#pragma once

#include <span>

namespace core {

// All take singular values, largest first, and give 0 for none or for a matrix of zeros.

// Singular values above this count for the numerical rank of an F32 matrix: sigma_1 * max(rows, columns) * machine epsilon.
double defaultRankTolerance(std::span<const double> singularValues, int rows, int columns);

// How many singular values lie above the tolerance.
int numericalRank(std::span<const double> singularValues, double tolerance);

// exp of the entropy of p_i = sigma_i / sum of sigma (Roy and Vetterli 2007); from 1 to the number of values.
double effectiveRank(std::span<const double> singularValues);

// Sum of sigma_i^2 over sigma_1^2 (Rudelson and Vershynin 2007); at most the rank.
double stableRank(std::span<const double> singularValues);

} // namespace core
