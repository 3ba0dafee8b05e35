#include "core/analysis/spectra/centered_attention.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/batched_singular_values.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

void centerLogRow(std::span<const float> row, double *centered)
{
    double sum = 0.0;
    int count = 0;
    for (std::size_t key = 0; key < row.size(); ++key) {
        if (row[key] == 0.0F)
            continue;
        centered[key] = std::log(static_cast<double>(row[key]));
        sum += centered[key];
        ++count;
    }
    for (std::size_t key = 0; key < row.size(); ++key)
        centered[key] = row[key] == 0.0F ? 0.0 : centered[key] - sum / count;
}

}  // namespace

void centerRows(const MatrixView &attention, DoubleMatrix &centered)
{
    centered = attention.cast<double>();
    centered.colwise() -= centered.rowwise().mean().eval();
}

void centerLog(const MatrixView &attention, DoubleMatrix &centered)
{
    centered.resize(attention.rows(), attention.cols());
    for (Eigen::Index query = 0; query < attention.rows(); ++query)
        centerLogRow({attention.row(query).data(), static_cast<std::size_t>(attention.cols())}, centered.row(query).data());
}

int neededHeadSize(std::span<const double> centeredLogValues, int n, double relativeTolerance)
{
    if (centeredLogValues.empty())
        return 0;
    return numericalRank(centeredLogValues, std::max(centeredLogValues.front(), 1.0) * n * relativeTolerance);
}

int neededHeadSize(const MatrixView &attention)
{
    const auto rows = static_cast<int>(attention.rows());
    const auto columns = static_cast<int>(attention.cols());
    const auto read = [&](int, DoubleMatrix &matrix) { centerLog(attention, matrix); };
    const SingularValues values = batchedSingularValues({1, rows, columns, read}, {}).value();
    return neededHeadSize(values.values, std::max(rows, columns), defaultRelativeTolerance);
}

}  // namespace core
