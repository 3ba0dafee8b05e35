#include "core/analysis/svd/thin_factors.h"

#include <Eigen/QR>

#include <cassert>

namespace core {
namespace {

// Q loses nothing: it is orthogonal and drops out of singular values.
Eigen::MatrixXd thinFactor(const MatrixView &matrix)
{
    if (matrix.rows() <= matrix.cols())
        return matrix.cast<double>();
    const Eigen::HouseholderQR<Eigen::MatrixXd> factorization(matrix.cast<double>());
    return factorization.matrixQR().topRows(matrix.cols()).triangularView<Eigen::Upper>();
}

}  // namespace

void multiplyThinFactors(const MatrixView &left, const MatrixView &right, DoubleMatrix &product)
{
    assert(left.cols() == right.cols());
    product = thinFactor(left) * thinFactor(right).transpose();
}

}  // namespace core
