#pragma once

#include "core/analysis/svd/lanes.h"
#include "core/base/matrix.h"

#include <algorithm>
#include <span>

namespace core {

// Gram matrices are made of tiles of 4 x 4 products. The vectors to multiply are packed into strips of 4 of them, term by term,
// so that a tile's sum reads contiguous memory.
constexpr int gramTile = 4;
constexpr int gramTermsAtOnce = 64;  // strips of so many terms stay in the first-level cache

// Numbers of one lane that packing needs for `side` vectors of `terms` terms.
constexpr std::size_t packedGramSize(int side, int terms)
{
    return static_cast<std::size_t>((side + gramTile - 1) / gramTile) * gramTile * std::min(terms, gramTermsAtOnce);
}

// Puts terms firstTerm ... of four vectors, columns of a tall matrix or rows of a wide one, into one lane of a strip.
template <int count>
void packStrip(const DoubleMatrix &matrix, int firstVector, int firstTerm, int terms, double *lane)
{
    const bool isWide = matrix.rows() <= matrix.cols();
    const Eigen::Index vectorStride = isWide ? matrix.cols() : 1;
    const Eigen::Index termStride = isWide ? 1 : matrix.cols();
    const auto vectors = std::min<Eigen::Index>(gramTile, std::min(matrix.rows(), matrix.cols()) - firstVector);
    const double *from = matrix.data() + firstVector * vectorStride + firstTerm * termStride;
    for (int term = 0; term < terms; ++term, from += termStride, lane += gramTile * count)
        for (Eigen::Index vector = 0; vector < vectors; ++vector)
            lane[vector * count] = from[vector * vectorStride];
}

// Adds a part of a tile, four rows by `columns` columns, to what of it lies in the lower triangle of `side` rows.
template <int columns, typename Lanes>
[[gnu::always_inline]] inline void addTile(const Lanes *rows, const Lanes *others, int terms, int firstRow, int firstColumn,
                                           int side, Lanes *triangle)
{
    Lanes sums[gramTile][columns] = {};
    for (int term = 0; term < terms; ++term) {
#pragma GCC unroll 4
        for (int row = 0; row < gramTile; ++row)
#pragma GCC unroll 4
            for (int column = 0; column < columns; ++column)
                sums[row][column] += rows[term * gramTile + row] * others[term * gramTile + column];
    }
#pragma GCC unroll 4
    for (int row = 0; row < gramTile; ++row)
#pragma GCC unroll 4
        for (int column = 0; column < columns; ++column)
            if (firstRow + row < side && firstColumn + column <= firstRow + row)
                triangle[triangleRow(firstRow + row) + firstColumn + column] += sums[row][column];
}

// The smaller Gram matrix, A A^T for a wide A and A^T A for a tall one, of up to `count` matrices of one shape as packed lower
// triangles. A tile is summed `columnsAtOnce` columns at a time: as many sums as the registers hold.
template <int count, int columnsAtOnce>
[[gnu::always_inline]] inline void laneGram(std::span<const DoubleMatrix> matrices, double *packed, double *triangle)
{
    using Lanes = typename LaneTypes<count>::Lanes;
    const DoubleMatrix &shape = matrices.front();
    const auto side = static_cast<int>(std::min(shape.rows(), shape.cols()));
    const auto allTerms = static_cast<int>(std::max(shape.rows(), shape.cols()));
    const int stripLength = gramTile * std::min(allTerms, gramTermsAtOnce);
    const auto *strips = reinterpret_cast<const Lanes *>(packed);
    auto *sums = reinterpret_cast<Lanes *>(triangle);
    std::fill_n(triangle, triangleRow(side) * count, 0.0);
    for (int firstTerm = 0; firstTerm < allTerms; firstTerm += gramTermsAtOnce) {
        const int terms = std::min(gramTermsAtOnce, allTerms - firstTerm);
        for (int row = 0; row < side; row += gramTile) {
            const auto strip = static_cast<std::size_t>(row / gramTile) * stripLength;
            for (std::size_t lane = 0; lane < matrices.size(); ++lane)
                packStrip<count>(matrices[lane], row, firstTerm, terms, packed + strip * count + lane);
            for (int column = 0; column < row + gramTile; column += columnsAtOnce) {
                const int other = column / gramTile * stripLength + column % gramTile;
                addTile<columnsAtOnce>(strips + strip, strips + other, terms, row, column, side, sums);
            }
        }
    }
}

}  // namespace core
