#pragma once

#include "core/base/large_memory.h"

#include <Eigen/Core>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <vector>

namespace core {

// Tokens are rows everywhere; a row is contiguous.
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using DoubleMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXf;
using MatrixView = Eigen::Map<const Matrix>;
using MutableMatrixView = Eigen::Map<Matrix>;

inline MatrixView viewOf(const Matrix &matrix)
{
    return {matrix.data(), matrix.rows(), matrix.cols()};
}

inline std::size_t valueCount(const Matrix &matrix)
{
    return static_cast<std::size_t>(matrix.size());
}

// One matrix of the same shape per head, in one block of memory: heads x rows x columns.
class HeadMatrices
{
public:
    HeadMatrices() = default;
    // All zero.
    HeadMatrices(int heads, int rows, int columns) : HeadMatrices(unset(heads, rows, columns))
    {
        std::ranges::fill(m_values, 0.0F);
    }
    // With values that whoever asks for it writes.
    static HeadMatrices unset(int heads, int rows, int columns)
    {
        HeadMatrices matrices;
        matrices.m_heads = heads;
        matrices.m_rows = rows;
        matrices.m_columns = columns;
        matrices.m_values.resize(static_cast<std::size_t>(heads) * rows * columns);
        return matrices;
    }

    int heads() const { return m_heads; }
    int rows() const { return m_rows; }
    int columns() const { return m_columns; }
    bool isEmpty() const { return m_values.empty(); }

    MatrixView operator[](int head) const { return {data(head), m_rows, m_columns}; }
    MutableMatrixView operator[](int head) { return {data(head), m_rows, m_columns}; }
    const float *data(int head = 0) const { return m_values.data() + offset(head); }
    float *data(int head = 0) { return m_values.data() + offset(head); }
    std::size_t size() const { return m_values.size(); }

private:
    std::size_t offset(int head) const
    {
        assert(head >= 0 && head <= m_heads);
        return static_cast<std::size_t>(head) * m_rows * m_columns;
    }

    int m_heads = 0;
    int m_rows = 0;
    int m_columns = 0;
    std::vector<float, LargeMemory<float>> m_values;
};

}  // namespace core
