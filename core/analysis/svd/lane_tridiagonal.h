#pragma once

#include "core/analysis/svd/lanes.h"
#include "core/base/stop.h"

#include <algorithm>
#include <cmath>

namespace core {

// Squares below this are zeros: far below the rounding of matrices whose largest number is about 1, and far enough above the
// smallest double for quotients of them.
constexpr double negligibleSquare = 1e-200;

// Symmetric tridiagonal matrices, one per lane.
template <typename Lanes>
struct LaneTridiagonal {
    int size = 0;
    Lanes *diagonal = nullptr;            // size
    Lanes *squaredOffDiagonal = nullptr;  // size; i couples i and i + 1, the last is 0
};

// What one column of the triangle takes part in: the last reflection's A -= v w^T + w v^T, and the product A u with the next.
template <typename Lanes>
struct ReflectionColumn {
    Lanes v;
    Lanes w;
    Lanes u;
    Lanes product;
};

// Updates one number of the triangle by the last reflection.
template <typename Lanes>
[[gnu::always_inline]] inline void update(Lanes &number, const ReflectionColumn<Lanes> &row,
                                          const ReflectionColumn<Lanes> &column)
{
    number = number - row.v * column.w - row.w * column.v;
}

// One pass of the update and the product over rows first ... first + rowCount - 1 of the lower triangle.
template <int rowCount, typename Lanes>
[[gnu::always_inline]] inline void passRows(Lanes *triangle, int first, ReflectionColumn<Lanes> *columns)
{
    Lanes *rows[rowCount];
    ReflectionColumn<Lanes> own[rowCount];
    Lanes sums[rowCount] = {};
#pragma GCC unroll 4
    for (int row = 0; row < rowCount; ++row) {
        rows[row] = triangle + triangleRow(first + row);
        own[row] = columns[first + row];
    }
    for (int column = 0; column < first; ++column) {
        const ReflectionColumn<Lanes> other = columns[column];
        Lanes product = other.product;
#pragma GCC unroll 4
        for (int row = 0; row < rowCount; ++row) {
            update(rows[row][column], own[row], other);
            sums[row] += rows[row][column] * other.u;
            product += rows[row][column] * own[row].u;
        }
        columns[column].product = product;
    }
#pragma GCC unroll 4
    for (int row = 0; row < rowCount; ++row) {
#pragma GCC unroll 4
        for (int column = 0; column < row; ++column) {
            update(rows[row][first + column], own[row], own[column]);
            sums[row] += rows[row][first + column] * own[column].u;
            sums[column] += rows[row][first + column] * own[row].u;
        }
        update(rows[row][first + row], own[row], own[row]);
        sums[row] += rows[row][first + row] * own[row].u;
    }
#pragma GCC unroll 4
    for (int row = 0; row < rowCount; ++row)
        columns[first + row].product = sums[row];
}

// Of an updated row: its last number goes to the diagonal, the rest becomes u, which reflects it onto its own last number.
// Returns through `beta` 2 / u^T u, and 0 where there is nothing to reflect.
template <int count, typename Lanes>
[[gnu::always_inline]] inline void chooseReflection(Lanes *row, int index, ReflectionColumn<Lanes> *columns,
                                                    const LaneTridiagonal<Lanes> &result, Lanes &beta)
{
    const ReflectionColumn<Lanes> own = columns[index];
    Lanes squares = {};
    for (int column = 0; column < index; ++column) {
        update(row[column], own, columns[column]);
        columns[column].u = row[column];
        squares += columns[column].u * columns[column].u;
    }
    update(row[index], own, own);
    result.diagonal[index] = row[index];
    result.squaredOffDiagonal[index - 1] = squares;
    Lanes &last = columns[index - 1].u;
    for (int lane = 0; lane < count; ++lane) {
        const double norm = std::sqrt(squares[lane]);
        beta[lane] = squares[lane] > negligibleSquare ? 1.0 / (squares[lane] + norm * std::abs(last[lane])) : 0.0;
        last[lane] += std::copysign(norm, last[lane]);
    }
}

// From u and A u: the update v = u, w = beta A u - (beta^2 / 2) (u^T A u) u.
template <typename Lanes>
[[gnu::always_inline]] inline void finishReflection(int size, const Lanes &beta, ReflectionColumn<Lanes> *columns)
{
    Lanes dot = {};
    for (int column = 0; column < size; ++column)
        dot += columns[column].u * columns[column].product;
    const Lanes share = 0.5 * beta * (beta * dot);
    for (int column = 0; column < size; ++column) {
        columns[column].v = columns[column].u;
        columns[column].w = beta * columns[column].product - share * columns[column].u;
    }
}

// Householder's reduction of symmetric matrices, given as packed lower triangles, which it destroys. From the last row upwards,
// as EISPACK's tred1; the update by one reflection and the product with the next are one pass over the triangle, since memory
// bounds it. `columns` has room for `size`. Left unfinished when asked to stop.
template <int count, int rowsAtOnce, typename Lanes>
[[gnu::always_inline]] inline void tridiagonalize(Lanes *triangle, ReflectionColumn<Lanes> *columns,
                                                  const LaneTridiagonal<Lanes> &result, const StopToken &stop)
{
    std::fill_n(columns, result.size, ReflectionColumn<Lanes>{});
    for (int index = result.size - 1; index > 0 && !stop.stop_requested(); --index) {
        Lanes beta = {};
        chooseReflection<count>(triangle + triangleRow(index), index, columns, result, beta);
        int row = 0;
        for (; row + rowsAtOnce <= index; row += rowsAtOnce)
            passRows<rowsAtOnce>(triangle, row, columns);
        for (; row < index; ++row)
            passRows<1>(triangle, row, columns);
        finishReflection(index, beta, columns);
    }
    update(triangle[0], columns[0], columns[0]);
    result.diagonal[0] = triangle[0];
    result.squaredOffDiagonal[result.size - 1] = Lanes{};
}

}  // namespace core
