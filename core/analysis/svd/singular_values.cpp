#include "core/analysis/svd/singular_values.h"

#include "core/analysis/svd/batched_singular_values.h"
#include "core/analysis/svd/thin_factors.h"

namespace core {

std::vector<double> singularValues(const MatrixView &matrix)
{
    const auto read = [&](int, DoubleMatrix &values) { values = matrix.cast<double>(); };
    const MatrixBatch batch{1, static_cast<int>(matrix.rows()), static_cast<int>(matrix.cols()), read};
    return batchedSingularValues(batch, {}).value().values;
}

std::vector<double> singularValuesOfProduct(const MatrixView &left, const MatrixView &right)
{
    const auto inner = static_cast<int>(left.cols());
    const auto read = [&](int, DoubleMatrix &product) { multiplyThinFactors(left, right, product); };
    const int rows = thinRows(static_cast<int>(left.rows()), inner);
    const int columns = thinRows(static_cast<int>(right.rows()), inner);
    const MatrixBatch batch{1, rows, columns, read};
    return batchedSingularValues(batch, {}).value().values;
}

}  // namespace core
