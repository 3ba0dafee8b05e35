#include "tests/support/reference_svd.h"

#include <Eigen/SVD>

namespace support {

ReferenceSvd referenceSvd(const Eigen::MatrixXd &matrix)
{
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(matrix, Eigen::ComputeThinU | Eigen::ComputeThinV);
    return {.left = svd.matrixU(), .values = svd.singularValues(), .right = svd.matrixV()};
}

Eigen::VectorXd referenceSingularValues(const Eigen::MatrixXd &matrix)
{
    return Eigen::JacobiSVD<Eigen::MatrixXd>(matrix).singularValues();
}

}  // namespace support
