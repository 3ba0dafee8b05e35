#pragma once

#include "core/base/matrix.h"
#include "core/ops/batched_product.h"

#include <vector>

namespace core {

// The steps that attention kinds have in common, over all heads at once.

// Heads side by side in the columns of one matrix: head h of `width` columns starts at firstColumn + h * width.
struct HeadColumns {
    const Matrix &values;
    int heads = 0;
    int width = 0;
    int firstColumn = 0;
};

StridedMatrices<const float> stridedHeads(const HeadColumns &columns);
StridedMatrices<float> stridedHeads(Matrix &values, int heads, int width);
StridedMatrices<const float> stridedMaps(const HeadMatrices &maps);
StridedMatrices<float> stridedMaps(HeadMatrices &maps);

HeadMatrices copyOf(const HeadColumns &columns);

// Gives the maps this shape, keeping their memory where they have it already.
void resize(HeadMatrices &maps, int heads, int rows, int columns);

// Scores of masked keys become minus infinity in every row; maskedKeys is empty or has one entry per column.
void maskKeys(const std::vector<bool> &maskedKeys, HeadMatrices &scores);

// Softmax of every row of every head, in place, over all cores where that pays.
void softmaxMaps(HeadMatrices &maps);

} // namespace core
