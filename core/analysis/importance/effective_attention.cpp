#include "core/analysis/importance/effective_attention.h"

#include "core/analysis/importance/token_maps.h"
#include "core/base/parallel_for.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cassert>
#include <limits>

namespace core {
namespace {

using EigenSolver = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>;

// C with C C^T = W_h^T W_h, dh x dh: then V C has the singular values and left singular vectors of V W_h^T, in dh columns for D.
Eigen::MatrixXd shortFactor(const DoubleMatrix &weight)
{
    const Eigen::MatrixXd gram = weight.transpose() * weight;
    const Eigen::LLT<Eigen::MatrixXd> factor(gram);
    if (factor.info() == Eigen::Success)
        return factor.matrixL();
    const EigenSolver solver(gram);
    return solver.eigenvectors() * solver.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal();
}

// Whether every eigenvalue of the Gram matrix lies above `share` of the largest; may say no where they barely do.
bool isSurelyWhole(const Eigen::MatrixXd &gram, double share)
{
    Eigen::MatrixXd shifted = gram;
    shifted.diagonal().array() -= share * gram.trace();  // the largest is at most the trace
    return Eigen::LLT<Eigen::MatrixXd>(shifted).info() == Eigen::Success;
}

// One over each eigenvalue that counts, 0 for the others.
Eigen::VectorXd invertedEigenvalues(const Eigen::VectorXd &eigenvalues, double share)
{
    const double least = share * std::max(eigenvalues.maxCoeff(), 0.0);
    return (eigenvalues.array() > least).select(eigenvalues.array().inverse(), 0.0);
}

// U U^T p with U the left singular vectors of `values` whose singular values exceed `tolerance` of the largest. In double the squares
// of singular values tell far smaller ones apart than the tolerance asks for.
Eigen::VectorXd withinColumns(const Eigen::MatrixXd &values, const Eigen::VectorXd &p, double tolerance)
{
    const double share = tolerance * tolerance;
    if (values.rows() <= values.cols()) {
        const Eigen::MatrixXd gram = values * values.transpose();
        if (isSurelyWhole(gram, share))
            return p;
        const EigenSolver solver(gram);
        const Eigen::VectorXd kept = (invertedEigenvalues(solver.eigenvalues(), share).array() > 0).cast<double>().matrix();
        return solver.eigenvectors() * kept.cwiseProduct(solver.eigenvectors().transpose() * p);
    }
    const Eigen::MatrixXd gram = values.transpose() * values;
    const Eigen::VectorXd within = values.transpose() * p;
    if (isSurelyWhole(gram, share))
        return values * Eigen::LLT<Eigen::MatrixXd>(gram).solve(within);
    const EigenSolver solver(gram);
    const Eigen::VectorXd inverted = invertedEigenvalues(solver.eigenvalues(), share);
    return values * (solver.eigenvectors() * inverted.cwiseProduct(solver.eigenvectors().transpose() * within));
}

// Mean over queries of P (I - U U^T) of one head.
Eigen::VectorXd effectiveMean(const LayerTrace &layer, int head, const Matrix &outputProjection)
{
    const int headSize = layer.value.columns();
    const DoubleMatrix weight = outputProjection.middleCols(std::ptrdiff_t{1} * head * headSize, headSize).cast<double>();
    const Eigen::MatrixXd values = layer.value[head].cast<double>() * shortFactor(weight);
    const Eigen::VectorXd received = layer.attention[head].cast<double>().colwise().mean().transpose();
    const auto larger = static_cast<double>(std::max<Eigen::Index>(values.rows(), outputProjection.rows()));
    return withinColumns(values, received, larger * std::numeric_limits<float>::epsilon());
}

}  // namespace

std::vector<double> effectiveAttention(const ForwardTrace &trace, std::span<const Matrix> outputProjections)
{
    const auto *encoder = std::get_if<EncoderTrace>(&trace.network);
    if (!encoder || encoder->attentionColumns != AttentionColumns::Tokens || !hasTokenMaps(*encoder))
        return {};
    assert(outputProjections.size() == encoder->layers.size());
    const HeadMatrices &first = encoder->layers.front().attention;
    const int heads = first.heads();
    const double headSize = encoder->layers.front().value.columns();
    const double operationsEach =
        2.0 * headSize * headSize * (static_cast<double>(outputProjections.front().rows()) + first.rows());
    Eigen::MatrixXd means(first.columns(), static_cast<Eigen::Index>(encoder->layers.size()) * heads);
    parallelFor(static_cast<int>(means.cols()), operationsEach, [&](int index) {
        const auto layer = static_cast<std::size_t>(index / heads);
        means.col(index) = effectiveMean(encoder->layers[layer], index % heads, outputProjections[layer]);
    });
    const Eigen::VectorXd mean = means.rowwise().mean();
    return {mean.begin(), mean.end()};
}

}  // namespace core
