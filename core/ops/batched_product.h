#pragma once

#include <cstddef>

namespace core {

// `count` matrices of one shape at regular places in one block of memory, none of them copied: the heads of a projection
// lie side by side in its columns, and a transposed view only swaps the two strides. Strides count floats.
template <typename Value>
struct StridedMatrices {
    Value *values = nullptr;
    int count = 1;
    int rows = 0;
    int columns = 0;
    std::ptrdiff_t matrixStride = 0;
    std::ptrdiff_t rowStride = 0;
    std::ptrdiff_t columnStride = 1;

    StridedMatrices transposed() const { return {values, count, columns, rows, matrixStride, columnStride, rowStride}; }
};

// product[i] = scale * left[i] * right[i] for every matrix of the batch. All three hold the same count; the product's
// columns are contiguous.
void batchedProduct(const StridedMatrices<const float> &left, const StridedMatrices<const float> &right, float scale,
                    const StridedMatrices<float> &product);

}  // namespace core
