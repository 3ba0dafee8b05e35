#pragma once

#include "core/base/matrix.h"

#include <vector>

namespace core {

// Scores S = Q K^T of a head of size d: queries and keys, n x d each, so that the rank of S is at most d. A row of the softmax stays
// the same when a constant is added to its scores, so the keys' mean may be anything: with factors of size d every map is realized
// for which log(P) plus one number for each row has a rank of at most d, and no other.
struct ScoreFactors {
    DoubleMatrix query;
    DoubleMatrix key;

    int headSize() const { return static_cast<int>(query.cols()); }
    DoubleMatrix scores() const { return query * key.transpose(); }
};

// The best factors of a matrix in least squares, both of the same size: its first singular vectors times the roots of its values.
ScoreFactors factorsOf(const DoubleMatrix &scores, int headSize);
// The same scores by a larger head, whose further features are 0.
ScoreFactors padded(const ScoreFactors &factors, int headSize);

// Row by row, without overflow.
DoubleMatrix softmaxOfRows(const DoubleMatrix &scores);

// Scores beyond this are not searched: softmax in F32 could not tell them apart to three digits.
constexpr double largestScore = 1e4;

// Mean over the rows of KL(P_i || softmax(S_i)) = sum_j P_ij ln(P_ij / softmax(S_i)_j), in nats, for a target P (n x n) whose
// rows sum to 1; 0 ln 0 = 0. Infinite where a score is larger than `largestScore` or no number.
double meanDivergence(const DoubleMatrix &target, const DoubleMatrix &scores);
// With the gradient over the factors: of the queries (softmax(S) - P) K / n, of the keys (softmax(S) - P)^T Q / n.
double meanDivergence(const DoubleMatrix &target, const ScoreFactors &factors, ScoreFactors &gradient);

// How far softmax(S) is from a target, row by row. The divergence is worked out from the scores, where the shares may vanish.
struct RowErrors {
    std::vector<double> divergence;      // sum_j P_ij ln(P_ij / P'_ij), in nats
    std::vector<double> totalVariation;  // 1/2 sum_j |P_ij - P'_ij|, 0 to 1
};
RowErrors rowErrors(const DoubleMatrix &target, const DoubleMatrix &scores);

// Queries (n x d) for given keys (n x d): each row's own convex problem, by Newton's method. They are not unique where the keys
// do not span d directions.
ScoreFactors bestQueries(const DoubleMatrix &target, const DoubleMatrix &keys);

}  // namespace core
