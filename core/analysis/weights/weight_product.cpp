#include "core/analysis/weights/weight_product.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/singular_values.h"

namespace core {
namespace {

// |M|^2 and tr(M M) of M = L^T R come from products of dh x dh: tr((L L^T)(R R^T)) and tr((R L^T)^2).
std::optional<double> symmetricShareOf(const DoubleMatrix &left, const DoubleMatrix &right)
{
    const DoubleMatrix crossed = right * left.transpose();
    const double squares = ((left * left.transpose()).array() * (right * right.transpose()).array()).sum();
    const double turned = (crossed.array() * crossed.transpose().array()).sum();
    return squares > 0 ? std::optional((1 + turned / squares) / 2) : std::nullopt;
}

}  // namespace

std::optional<double> WeightProduct::stableRank() const
{
    if (singularValues.empty() || singularValues.front() == 0)
        return std::nullopt;
    return core::stableRank(singularValues);
}

WeightProduct weightProduct(const Matrix &left, const Matrix &right)
{
    const Matrix tallLeft = left.transpose();
    const Matrix tallRight = right.transpose();
    return {.singularValues = singularValuesOfProduct(viewOf(tallLeft), viewOf(tallRight)),
            .symmetricShare = symmetricShareOf(left.cast<double>(), right.cast<double>())};
}

}  // namespace core
