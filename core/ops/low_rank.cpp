#include "core/ops/low_rank.h"

#include <Eigen/Eigenvalues>

#include <algorithm>

namespace core {
namespace {

// The projector onto the `rank` strongest eigenvectors of a Gram matrix.
Eigen::MatrixXd strongestProjector(const Eigen::MatrixXd &gram, int rank)
{
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram);
    const auto strongest = solver.eigenvectors().rightCols(rank);
    return strongest * strongest.transpose();
}

}  // namespace

// A V V^T with the right singular vectors V, or U U^T A with the left ones where they are the shorter.
void limitRank(MutableMatrixView matrix, int rank)
{
    if (rank >= std::min(matrix.rows(), matrix.cols()))
        return;
    if (rank <= 0) {
        matrix.setZero();
        return;
    }
    const Eigen::MatrixXd values = matrix.cast<double>();
    const bool isWide = values.rows() < values.cols();
    matrix = isWide ? (strongestProjector(values * values.transpose(), rank) * values).cast<float>()
                    : (values * strongestProjector(values.transpose() * values, rank)).cast<float>();
}

}  // namespace core
