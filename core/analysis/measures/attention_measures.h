#pragma once

#include "core/base/matrix.h"

#include <optional>

namespace core {

// Measures of one attention map P: rows = queries, columns = keys, each row a distribution. NaN for a map without columns.

// Mean over rows of -sum_j P_ij ln P_ij, divided by ln(columns): 0 sharp, 1 uniform (Clark et al. 2019). 0 for one column.
double normalizedEntropy(const MatrixView &attention);

// sum_ij P_ij |i - j| / sum_ij P_ij in tokens (Vig and Belinkov 2019), divided by the number of keys: from 0 to below 1.
double meanDistance(const MatrixView &attention);

// Mean of P_ii; 1/n when attention is uniform.
double diagonalMass(const MatrixView &attention);

// ||(P + P^T)/2||^2 / ||P||^2 of a square map: 1 symmetric, 1/2 where no pair attends to each other. Nothing for a map of zeros.
std::optional<double> symmetricShare(const MatrixView &attention);

}  // namespace core
