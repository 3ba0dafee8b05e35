#pragma once

#include "core/analysis/realizable/score_factors.h"
#include "core/base/matrix.h"
#include "core/base/result.h"

#include <vector>

namespace core {

// Which attention a head of a given size can realize (Bhojanapalli et al. 2020, theorem 1; resources/help/mechanisms.md, Fixed
// head size). The
// theorem says that weights exist for every positive map where the head size is at least n; it gives no error for a smaller one.
//
// A row of P stays the same when a constant is added to its scores, so that a positive P needs scores of rank(log(P) C), with
// C = I - 1 1^T / n: at most n - 1. Below that the truncation of log(P) C is one choice of scores. It is an upper bound on the
// smallest error, often far above it, and may rise with the head size; best_found_attention.h looks for better ones. Likhosherstov
// et al. (2023) show how small a head suffices for sparse patterns.

// The target P (n x n, rows sum to 1) taken apart once, so that every head size is a product away.
class RealizableAttention
{
public:
    // For the logarithm, shares of exactly 0 are lifted to `shareOfZero` and the row divided by its new sum: the theorem asks for
    // positive P. Small ones stay, or a sharp head would seem to need more than the head size that made it.
    static constexpr double shareOfZero = 1e-6;

    // Refuses what is not square, not finite, negative, or has a row that does not sum to 1 up to 1e-3; each row is divided by
    // its sum.
    static Result<RealizableAttention> of(const DoubleMatrix &target);

    int tokens() const { return static_cast<int>(m_target.rows()); }
    const DoubleMatrix &target() const { return m_target; }  // with its zeros: what errors are measured against
    bool hasZeros() const { return (m_target.array() == 0.0).any(); }
    // Of the lifted log(P) C, largest first, n of them; the last is 0.
    const std::vector<double> &singularValues() const { return m_singularValues; }
    // The smallest head size whose truncation is the lifted target: how many singular values are above 1e-9 of the largest; at
    // least 1.
    int neededHeadSize() const;

    // The truncation: the lifted log(P) C cut to the rank `headSize`, n x n, and its factors, n x headSize each.
    DoubleMatrix scores(int headSize) const { return factors(headSize).scores(); }
    ScoreFactors factors(int headSize) const;

private:
    DoubleMatrix m_target;
    DoubleMatrix m_left;   // n x n, left singular vectors
    DoubleMatrix m_right;  // n x n, right ones
    std::vector<double> m_singularValues;
};

// Weights W_q, W_k (D x headSize each) with X W_q (X W_k)^T / sqrt(headSize) = Q K^T, for inputs X (n x D) of rank n: the theorem's
// construction with the right inverse of X. They give the head the scores of the factors, whatever target these are for. Refuses
// other inputs.
struct Projections {
    DoubleMatrix query;
    DoubleMatrix key;
};
Result<Projections> projections(const ScoreFactors &factors, const DoubleMatrix &inputs);

// How far the weights are from the map of their factors, by rounding alone: max |softmax(X W_q (X W_k)^T / sqrt(headSize)) -
// softmax(Q K^T)|. Refuses as `projections` does.
Result<double> constructionError(const ScoreFactors &factors, const DoubleMatrix &inputs);
// n x n numbers in -1/2 to 1/2, the same for the same n: of rank n for all practical purposes.
DoubleMatrix randomInputs(int tokens);

// The mean and the largest error over the rows for head sizes from 1.
struct HeadSizeErrors {
    std::vector<double> meanDivergence = {};
    std::vector<double> largestDivergence = {};
    std::vector<double> meanTotalVariation = {};
    std::vector<double> largestTotalVariation = {};
};
// Of the truncation, for head sizes up to n.
HeadSizeErrors truncationErrors(const RealizableAttention &attention);

// Targets to start from, n x n, rows summing to 1.
DoubleMatrix diagonalTarget(int tokens, double share);                     // `share` on the diagonal, the rest spread evenly
DoubleMatrix bandTarget(int tokens, int width);                            // even over |i - j| <= width
DoubleMatrix permutationTarget(int tokens, unsigned seed);                 // one key a query, each key once
DoubleMatrix randomTarget(int tokens, double temperature, unsigned seed);  // softmax of normal scores / temperature

}  // namespace core
