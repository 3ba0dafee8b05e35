#pragma once

#include "core/base/matrix.h"
#include "core/base/result.h"
#include "core/base/stop.h"

#include <functional>
#include <span>
#include <vector>

namespace core {

// Matrices of one shape, handed out one at a time: `read` writes matrix `index` into `matrix`, which has the shape, and is
// called from many threads.
struct MatrixBatch {
    int count = 0;
    int rows = 0;
    int columns = 0;
    std::function<void(int index, DoubleMatrix &matrix)> read;
};

// Singular values of equally shaped matrices, each largest first.
struct SingularValues {
    int count = 0;
    int size = 0;                     // of one matrix: min(rows, columns)
    std::vector<double> values = {};  // count x size

    bool isEmpty() const { return values.empty(); }
    std::span<const double> operator[](int index) const
    {
        return std::span(values).subspan(std::size_t{1} * index * size, size);
    }
    std::span<double> operator[](int index) { return std::span(values).subspan(std::size_t{1} * index * size, size); }
};

// Square roots of the eigenvalues of the smaller Gram matrix in double, several matrices at once in the lanes of a vector
// register and over all cores: right to about 1e-8 of a matrix's largest value, which is finer than F32 attention itself.
// Scale does not matter. A matrix with a number that is not finite has NaN for every value. Asks `stop` within a matrix too.
Result<SingularValues> batchedSingularValues(const MatrixBatch &batch, const StopToken &stop);

}  // namespace core
