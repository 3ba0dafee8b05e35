#include "core/analysis/singular_values.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace core {

std::vector<double> singularValues(const MatrixView &matrix)
{
    if (matrix.size() == 0)
        return {};
    const DoubleMatrix values = matrix.cast<double>();
    const bool isWide = values.rows() < values.cols();
    const Eigen::MatrixXd gram = isWide ? Eigen::MatrixXd(values * values.transpose()) : Eigen::MatrixXd(values.transpose() * values);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram, Eigen::EigenvaluesOnly);
    std::vector<double> singular;
    singular.reserve(static_cast<std::size_t>(gram.rows()));
    for (Eigen::Index index = gram.rows(); index-- > 0;)
        singular.push_back(std::sqrt(std::max(solver.eigenvalues()[index], 0.0)));
    return singular;
}

} // namespace core
