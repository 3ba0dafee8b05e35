#pragma once

#include "core/base/matrix.h"
#include "core/base/result.h"

#include <vector>

namespace core {

// Which attention a head of a given size can realize (Bhojanapalli et al. 2020, theorem 1; section 2.2 of the mechanisms).
//
// A row of P stays the same when a constant is added to its scores, so that P needs scores of rank(log(P) C) only, with
// C = I - 1 1^T / n: at most n - 1. A smaller head realizes at best the softmax of a truncation of log(P) C.

// The target P (n x n, rows sum to 1) taken apart once, so that every head size is a product away.
class RealizableAttention
{
public:
    // Shares of exactly 0 are lifted to `shareOfZero` and the row divided by its new sum: the theorem asks for positive P. Small
    // ones stay, or a sharp head would seem to need more than the head size that made it.
    static constexpr double shareOfZero = 1e-6;

    // Refuses what is not square, not finite, negative, or has a row that does not sum to 1 up to 1e-3.
    static Result<RealizableAttention> of(const DoubleMatrix &target);

    int tokens() const { return static_cast<int>(m_target.rows()); }
    const DoubleMatrix &target() const { return m_target; }  // with its zeros lifted
    // Of log(P) C, largest first, n of them; the last is 0.
    const std::vector<double> &singularValues() const { return m_singularValues; }
    // The smallest head size that realizes the target: how many singular values are above 1e-9 of the largest; at least 1.
    int neededHeadSize() const;

    // log(P) C cut to the rank `headSize`, n x n.
    DoubleMatrix scores(int headSize) const;
    // Its softmax, row by row.
    DoubleMatrix attention(int headSize) const;

    // Weights W_q, W_k (d x headSize each) with softmax(X W_q (X W_k)^T / sqrt(headSize)) = attention(headSize), for inputs X
    // (n x d) of rank n: the theorem's construction with the right inverse of X. Refuses other inputs.
    struct Projections {
        DoubleMatrix query;
        DoubleMatrix key;
    };
    Result<Projections> projections(const DoubleMatrix &inputs, int headSize) const;

private:
    DoubleMatrix m_target;
    DoubleMatrix m_left;   // n x n, left singular vectors
    DoubleMatrix m_right;  // n x n, right ones
    std::vector<double> m_singularValues;
};

// How far the construction's weights get: max |P - P*| over inputs X (n x d) of rank n, with P* the target and
// P = softmax(X W_q (X W_k)^T / sqrt(headSize)). Refuses other inputs.
Result<double> constructionError(const RealizableAttention &attention, const DoubleMatrix &inputs, int headSize);
// n x n numbers in -1/2 to 1/2, the same for the same n: of rank n for all practical purposes.
DoubleMatrix randomInputs(int tokens);

// How far one row-stochastic matrix is from another, row by row.
struct RowErrors {
    std::vector<double> divergence;      // sum_j P_ij ln(P_ij / P'_ij), in nats
    std::vector<double> totalVariation;  // 1/2 sum_j |P_ij - P'_ij|, 0 to 1
};
RowErrors rowErrors(const DoubleMatrix &target, const DoubleMatrix &realized);

// The mean and the largest error over the rows for every head size from 1 to n.
struct HeadSizeErrors {
    std::vector<double> meanDivergence;
    std::vector<double> largestDivergence;
    std::vector<double> meanTotalVariation;
    std::vector<double> largestTotalVariation;
};
HeadSizeErrors headSizeErrors(const RealizableAttention &attention);

// Targets to start from, n x n, rows summing to 1.
DoubleMatrix diagonalTarget(int tokens, double share);                     // `share` on the diagonal, the rest spread evenly
DoubleMatrix bandTarget(int tokens, int width);                            // even over |i - j| <= width
DoubleMatrix permutationTarget(int tokens, unsigned seed);                 // one key a query, each key once
DoubleMatrix randomTarget(int tokens, double temperature, unsigned seed);  // softmax of normal scores / temperature

}  // namespace core
