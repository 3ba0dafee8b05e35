#include "core/analysis/measures/attention_measures.h"

#include "core/base/undefined.h"

#include <cmath>

namespace core {
namespace {

}  // namespace

double normalizedEntropy(const MatrixView &attention)
{
    if (attention.size() == 0)
        return undefined;
    if (attention.cols() == 1)
        return 0.0;
    double entropy = 0.0;
    for (const double share : attention.reshaped<Eigen::RowMajor>()) {
        if (share != 0.0)
            entropy -= share * std::log(share);
    }
    return entropy / static_cast<double>(attention.rows()) / std::log(static_cast<double>(attention.cols()));
}

double meanDistance(const MatrixView &attention)
{
    if (attention.size() == 0)
        return undefined;
    double weighted = 0.0;
    double total = 0.0;
    for (Eigen::Index query = 0; query < attention.rows(); ++query) {
        for (Eigen::Index key = 0; key < attention.cols(); ++key) {
            weighted += static_cast<double>(attention(query, key)) * static_cast<double>(std::abs(query - key));
            total += attention(query, key);
        }
    }
    return total > 0.0 ? weighted / total / static_cast<double>(attention.cols()) : undefined;
}

double diagonalMass(const MatrixView &attention)
{
    if (attention.size() == 0)
        return undefined;
    return attention.diagonal().cast<double>().mean();
}

std::optional<double> symmetricShare(const MatrixView &attention)
{
    const DoubleMatrix map = attention.cast<double>();
    const double squares = map.squaredNorm();
    const double turned = map.cwiseProduct(map.transpose()).sum();
    return squares > 0 ? std::optional((1 + turned / squares) / 2) : std::nullopt;
}

}  // namespace core
