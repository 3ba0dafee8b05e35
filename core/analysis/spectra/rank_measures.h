#pragma once

#include "core/base/matrix.h"

#include <limits>
#include <span>

namespace core {

// All that take singular values take them largest first and give 0 for none or for a matrix of zeros. Where the values are NaN,
// those of a matrix that is not finite, the counts are 0 and the other measures NaN.

// A numerical rank counts singular values above sigma_1 * max(rows, columns) * relativeTolerance.
constexpr double defaultRelativeTolerance = std::numeric_limits<float>::epsilon();  // machine epsilon of an F32 matrix

// The tolerance in full.
double rankTolerance(std::span<const double> singularValues, int rows, int columns,
                     double relativeTolerance = defaultRelativeTolerance);

// How many singular values lie above the tolerance.
int numericalRank(std::span<const double> singularValues, double tolerance);

// exp of the entropy of p_i = sigma_i / sum of sigma (Roy and Vetterli 2007); from 1 to the number of values.
double effectiveRank(std::span<const double> singularValues);

// Sum of sigma_i^2 over sigma_1^2 (Rudelson and Vershynin 2007); at most the rank.
double stableRank(std::span<const double> singularValues);

// Sum of sigma_i over sigma_1; at least the stable rank, at most the rank.
double nuclearRank(std::span<const double> singularValues);

// (sum of lambda_i)^2 / sum of lambda_i^2 with lambda_i = sigma_i^2: how many directions the energy is spread over.
double participationRatio(std::span<const double> singularValues);

// Y(k): the first k singular values' share of the sum of all, unsquared as in Figure 1 of Linformer (Wang et al. 2020).
double cumulativeShare(std::span<const double> singularValues, int k);

// E(k): the same of their squares; 1 - E(k) is the squared relative error of the best approximation of rank k (Eckart and Young).
double cumulativeEnergy(std::span<const double> singularValues, int k);

// The smallest k with E(k) >= share.
int energyRank(std::span<const double> singularValues, double share = 0.9);

// ||X - 1 x^T|| / ||X|| in the Frobenius norm, x = column means: how far the rows are from being all the same (Dong et al.
// 2021). 0 for nothing and for zeros.
double residualToRankOne(const MatrixView &matrix);

}  // namespace core
