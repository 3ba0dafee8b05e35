#include "core/analysis/singular_values.h"

#include "core/analysis/batched_singular_values.h"

namespace core {

std::vector<double> singularValues(const MatrixView &matrix)
{
    const auto read = [&](int, DoubleMatrix &values) { values = matrix.cast<double>(); };
    const MatrixBatch batch{1, static_cast<int>(matrix.rows()), static_cast<int>(matrix.cols()), read};
    return batchedSingularValues(batch, {}).value().values;
}

} // namespace core
