#include "core/analysis/realizable/score_factors.h"

#include <Eigen/Cholesky>
#include <Eigen/SVD>

#include <algorithm>
#include <cmath>
#include <limits>

namespace core {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double infinite = std::numeric_limits<double>::infinity();

// sum_j P_j ln P_j
double negativeEntropy(const VectorXd &shares)
{
    double sum = 0.0;
    for (const double share : shares)
        sum += share > 0.0 ? share * std::log(share) : 0.0;
    return sum;
}

// KL(P || softmax(s)), with the softmax; about 1e-16 of the scores' spread is lost to rounding.
double rowDivergence(const VectorXd &target, double negativeEntropy, VectorXd scores, VectorXd &shares)
{
    scores.array() -= scores.maxCoeff();
    shares = scores.array().exp();
    const double sum = shares.sum();
    shares /= sum;
    const double divergence = negativeEntropy + std::log(sum) - target.dot(scores);
    return std::isnan(divergence) ? infinite : std::max(0.0, divergence);
}

bool isWithinReach(const DoubleMatrix &scores)
{
    return scores.allFinite() && scores.cwiseAbs().maxCoeff() <= largestScore;
}

struct Row {
    const DoubleMatrix &keys;
    VectorXd target;
    double negativeEntropy;

    double divergence(const VectorXd &query, VectorXd &shares) const
    {
        const VectorXd scores = keys * query;
        if (!scores.allFinite() || scores.cwiseAbs().maxCoeff() > largestScore)
            return infinite;
        return rowDivergence(target, negativeEntropy, scores, shares);
    }

    // The Hessian is the keys' covariance under the row's own shares.
    VectorXd newtonStep(const VectorXd &shares, const VectorXd &gradient) const
    {
        const VectorXd mean = keys.transpose() * shares;
        MatrixXd hessian = keys.transpose() * shares.asDiagonal() * keys - mean * mean.transpose();
        hessian.diagonal().array() += 1e-12 * hessian.trace() + 1e-300;
        return hessian.ldlt().solve(gradient);
    }
};

VectorXd bestQuery(const Row &row)
{
    constexpr int iterations = 60;
    constexpr int halvings = 20;
    constexpr double enough = 1e-14;
    VectorXd query = VectorXd::Zero(row.keys.cols());
    VectorXd shares;
    double value = row.divergence(query, shares);
    for (int iteration = 0; iteration < iterations && value > enough; ++iteration) {
        const VectorXd gradient = row.keys.transpose() * (shares - row.target);
        const VectorXd step = row.newtonStep(shares, gradient);
        VectorXd nextShares;
        double next = infinite;
        double length = 1.0;
        for (int halving = 0; halving < halvings; ++halving, length /= 2.0) {
            next = row.divergence(query - length * step, nextShares);
            if (next < value - 1e-4 * length * gradient.dot(step))
                break;
        }
        if (!(next < value))
            break;
        query -= length * step;
        shares = std::move(nextShares);
        value = next;
    }
    return query;
}

}  // namespace

ScoreFactors factorsOf(const DoubleMatrix &scores, int headSize)
{
    const Eigen::BDCSVD<MatrixXd> svd(scores, Eigen::ComputeThinU | Eigen::ComputeThinV);
    const auto rank = std::min<Eigen::Index>(headSize, svd.singularValues().size());
    const VectorXd weights = svd.singularValues().head(rank).cwiseSqrt();
    return padded({.query = svd.matrixU().leftCols(rank) * weights.asDiagonal(),
                   .key = svd.matrixV().leftCols(rank) * weights.asDiagonal()},
                  headSize);
}

ScoreFactors padded(const ScoreFactors &factors, int headSize)
{
    ScoreFactors larger{.query = DoubleMatrix::Zero(factors.query.rows(), headSize),
                        .key = DoubleMatrix::Zero(factors.key.rows(), headSize)};
    const Eigen::Index kept = std::min<Eigen::Index>(headSize, factors.query.cols());
    larger.query.leftCols(kept) = factors.query.leftCols(kept);
    larger.key.leftCols(kept) = factors.key.leftCols(kept);
    return larger;
}

DoubleMatrix softmaxOfRows(const DoubleMatrix &scores)
{
    DoubleMatrix shares = (scores.colwise() - scores.rowwise().maxCoeff()).array().exp();
    shares.array().colwise() /= shares.rowwise().sum().array();
    return shares;
}

double meanDivergence(const DoubleMatrix &target, const DoubleMatrix &scores)
{
    if (!isWithinReach(scores))
        return infinite;
    const std::vector<double> errors = rowErrors(target, scores).divergence;
    double sum = 0.0;
    for (const double error : errors)
        sum += error;
    return sum / static_cast<double>(errors.size());
}

double meanDivergence(const DoubleMatrix &target, const ScoreFactors &factors, ScoreFactors &gradient)
{
    const DoubleMatrix scores = factors.scores();
    gradient = {.query = DoubleMatrix::Zero(factors.query.rows(), factors.query.cols()),
                .key = DoubleMatrix::Zero(factors.key.rows(), factors.key.cols())};
    if (!isWithinReach(scores))
        return infinite;
    const auto rows = static_cast<double>(target.rows());
    const DoubleMatrix shifted = scores.colwise() - scores.rowwise().maxCoeff();
    DoubleMatrix shares = shifted.array().exp();
    const VectorXd sums = shares.rowwise().sum();
    const DoubleMatrix entropies = (target.array() > 0.0).select(target.array() * target.array().max(1e-300).log(), 0.0);
    const double divergence = entropies.sum() + sums.array().log().sum() - target.cwiseProduct(shifted).sum();
    shares.array().colwise() /= sums.array();
    const DoubleMatrix difference = (shares - target) / rows;
    gradient.query = difference * factors.key;
    gradient.key = difference.transpose() * factors.query;
    return std::max(0.0, divergence / rows);
}

RowErrors rowErrors(const DoubleMatrix &target, const DoubleMatrix &scores)
{
    RowErrors errors;
    for (Eigen::Index row = 0; row < target.rows(); ++row) {
        const VectorXd wanted = target.row(row);
        VectorXd shares;
        errors.divergence.push_back(rowDivergence(wanted, negativeEntropy(wanted), scores.row(row), shares));
        errors.totalVariation.push_back((wanted - shares).cwiseAbs().sum() / 2.0);
    }
    return errors;
}

ScoreFactors bestQueries(const DoubleMatrix &target, const DoubleMatrix &keys)
{
    ScoreFactors factors{.query = DoubleMatrix::Zero(target.rows(), keys.cols()), .key = keys};
    for (Eigen::Index row = 0; row < target.rows(); ++row) {
        const VectorXd wanted = target.row(row);
        factors.query.row(row) = bestQuery({keys, wanted, negativeEntropy(wanted)}).transpose();
    }
    return factors;
}

}  // namespace core
