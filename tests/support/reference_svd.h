#pragma once

#include <Eigen/Core>

namespace support {

// Eigen's decomposition by Jacobi rotations, M = U diag(values) V^T, thin, values descending: what the engine's own routes are
// compared with. It stands here since the compiler takes ten seconds for it.
struct ReferenceSvd {
    Eigen::MatrixXd left;
    Eigen::VectorXd values;
    Eigen::MatrixXd right;
};

ReferenceSvd referenceSvd(const Eigen::MatrixXd &matrix);
Eigen::VectorXd referenceSingularValues(const Eigen::MatrixXd &matrix);

}  // namespace support
