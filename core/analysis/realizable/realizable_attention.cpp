#include "core/analysis/realizable/realizable_attention.h"

#include "core/base/counted.h"

#include <Eigen/QR>
#include <Eigen/SVD>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace core {
namespace {

constexpr double relativeTolerance = 1e-9;
constexpr double smallestScore = 1e-12;  // what rounding leaves of the scores of uniform attention

DoubleMatrix dividedByRowSums(DoubleMatrix shares)
{
    shares.array().colwise() /= shares.rowwise().sum().array();
    return shares;
}

Result<void> checkTarget(const DoubleMatrix &target)
{
    constexpr double tolerance = 1e-3;
    if (target.rows() == 0 || target.rows() != target.cols())
        return badInput(fmt::format("the target is {} x {}, expected a square matrix", target.rows(), target.cols()));
    if (!target.allFinite() || target.minCoeff() < 0.0)
        return badInput("the target has a share that is negative or not a number");
    if ((target.rowwise().sum().array() - 1.0).abs().maxCoeff() > tolerance)
        return badInput("the target has a row that does not sum to 1");
    return {};
}

void addErrors(const std::vector<double> &errors, std::vector<double> &means, std::vector<double> &largest)
{
    means.push_back(std::accumulate(errors.begin(), errors.end(), 0.0) / static_cast<double>(errors.size()));
    largest.push_back(*std::ranges::max_element(errors));
}

}  // namespace

Result<RealizableAttention> RealizableAttention::of(const DoubleMatrix &target)
{
    if (const Result<void> checked = checkTarget(target); !checked)
        return checked.error();
    RealizableAttention attention;
    attention.m_target = dividedByRowSums(target);
    const DoubleMatrix lifted = dividedByRowSums((attention.m_target.array() > 0.0).select(attention.m_target, shareOfZero));
    DoubleMatrix centered = lifted.array().log();
    centered.colwise() -= centered.rowwise().mean().eval();
    const Eigen::BDCSVD<Eigen::MatrixXd> svd(centered, Eigen::ComputeFullU | Eigen::ComputeFullV);
    attention.m_left = svd.matrixU();
    attention.m_right = svd.matrixV();
    attention.m_singularValues.assign(svd.singularValues().begin(), svd.singularValues().end());
    return attention;
}

int RealizableAttention::neededHeadSize() const
{
    const double tolerance = std::max(m_singularValues.front() * relativeTolerance, smallestScore);
    const auto needed = std::ranges::count_if(m_singularValues, [tolerance](double value) { return value > tolerance; });
    return std::max(1, static_cast<int>(needed));
}

ScoreFactors RealizableAttention::factors(int headSize) const
{
    const int rank = std::clamp(headSize, 0, tokens());
    const Eigen::VectorXd weights = Eigen::Map<const Eigen::VectorXd>(m_singularValues.data(), rank).cwiseSqrt();
    return padded(
        {.query = m_left.leftCols(rank) * weights.asDiagonal(), .key = m_right.leftCols(rank) * weights.asDiagonal()},
        headSize);
}

Result<Projections> projections(const ScoreFactors &factors, const DoubleMatrix &inputs)
{
    const Eigen::Index tokens = factors.query.rows();
    if (inputs.rows() != tokens)
        return badInput(fmt::format("the inputs have {}, expected {}", counted(inputs.rows(), "row"), tokens));
    const Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> decomposition(inputs);
    if (decomposition.rank() < tokens)
        return badInput(
            fmt::format("the inputs have rank {}, and the construction asks for {}", decomposition.rank(), tokens));
    const double scale = std::sqrt(std::sqrt(static_cast<double>(factors.headSize())));
    return Projections{decomposition.solve(Eigen::MatrixXd(scale * factors.query)),
                       decomposition.solve(Eigen::MatrixXd(scale * factors.key))};
}

Result<double> constructionError(const ScoreFactors &factors, const DoubleMatrix &inputs)
{
    const auto weights = projections(factors, inputs);
    if (!weights)
        return weights.error();
    const DoubleMatrix queries = inputs * weights->query;
    const DoubleMatrix keys = inputs * weights->key;
    const DoubleMatrix scores = queries * keys.transpose() / std::sqrt(static_cast<double>(factors.headSize()));
    return (softmaxOfRows(scores) - softmaxOfRows(factors.scores())).cwiseAbs().maxCoeff();
}

DoubleMatrix randomInputs(int tokens)
{
    std::mt19937 random(7);
    return DoubleMatrix::NullaryExpr(tokens, tokens,
                                     [&random](Eigen::Index, Eigen::Index) { return random() / 4294967296.0 - 0.5; });
}

HeadSizeErrors truncationErrors(const RealizableAttention &attention)
{
    HeadSizeErrors curve;
    for (int headSize = 1; headSize <= attention.tokens(); ++headSize) {
        const RowErrors errors = rowErrors(attention.target(), attention.scores(headSize));
        addErrors(errors.divergence, curve.meanDivergence, curve.largestDivergence);
        addErrors(errors.totalVariation, curve.meanTotalVariation, curve.largestTotalVariation);
    }
    return curve;
}

DoubleMatrix diagonalTarget(int tokens, double share)
{
    if (tokens == 1)
        return DoubleMatrix::Ones(1, 1);
    DoubleMatrix target = DoubleMatrix::Constant(tokens, tokens, (1.0 - share) / (tokens - 1));
    target.diagonal().setConstant(share);
    return target;
}

DoubleMatrix bandTarget(int tokens, int width)
{
    DoubleMatrix target = DoubleMatrix::NullaryExpr(tokens, tokens, [width](Eigen::Index query, Eigen::Index key) {
        return std::abs(query - key) <= width ? 1.0 : 0.0;
    });
    target.array().colwise() /= target.rowwise().sum().array();
    return target;
}

DoubleMatrix permutationTarget(int tokens, unsigned seed)
{
    std::vector<int> keys(static_cast<std::size_t>(tokens));
    std::iota(keys.begin(), keys.end(), 0);
    std::mt19937 random(seed);
    for (std::size_t last = keys.size(); last > 1; --last)
        std::swap(keys[last - 1], keys[random() % last]);  // the same on every standard library, which std::shuffle is not
    DoubleMatrix target = DoubleMatrix::Zero(tokens, tokens);
    for (int query = 0; query < tokens; ++query)
        target(query, keys[static_cast<std::size_t>(query)]) = 1.0;
    return target;
}

DoubleMatrix randomTarget(int tokens, double temperature, unsigned seed)
{
    std::mt19937 random(seed);
    // Box and Muller, as std::normal_distribution differs between libraries.
    const auto uniform = [&random] { return (random() + 0.5) / 4294967296.0; };
    const auto normal = [&uniform](Eigen::Index, Eigen::Index) {
        const double radius = std::sqrt(-2.0 * std::log(uniform()));
        return radius * std::cos(2.0 * EIGEN_PI * uniform());
    };
    return softmaxOfRows(DoubleMatrix::NullaryExpr(tokens, tokens, normal) / temperature);
}

}  // namespace core
