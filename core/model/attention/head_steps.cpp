#include "core/model/attention/head_steps.h"

#include "core/base/parallel_for.h"
#include "core/ops/softmax.h"

#include <limits>

namespace core {

StridedMatrices<const float> stridedHeads(const HeadColumns &columns)
{
    return {columns.values.data() + columns.firstColumn, columns.heads, static_cast<int>(columns.values.rows()), columns.width,
            columns.width, columns.values.cols(), 1};
}

StridedMatrices<float> stridedHeads(Matrix &values, int heads, int width)
{
    return {values.data(), heads, static_cast<int>(values.rows()), width, width, values.cols(), 1};
}

StridedMatrices<const float> stridedMaps(const HeadMatrices &maps)
{
    return {maps.data(), maps.heads(), maps.rows(), maps.columns(), static_cast<std::ptrdiff_t>(maps.rows()) * maps.columns(),
            maps.columns(), 1};
}

StridedMatrices<float> stridedMaps(HeadMatrices &maps)
{
    return {maps.data(), maps.heads(), maps.rows(), maps.columns(), static_cast<std::ptrdiff_t>(maps.rows()) * maps.columns(),
            maps.columns(), 1};
}

HeadMatrices copyOf(const HeadColumns &columns)
{
    HeadMatrices copy(columns.heads, static_cast<int>(columns.values.rows()), columns.width);
    for (int head = 0; head < columns.heads; ++head)
        copy[head] = columns.values.middleCols(columns.firstColumn + static_cast<Eigen::Index>(head) * columns.width, columns.width);
    return copy;
}

void resize(HeadMatrices &maps, int heads, int rows, int columns)
{
    if (maps.heads() != heads || maps.rows() != rows || maps.columns() != columns)
        maps = HeadMatrices(heads, rows, columns);
}

void maskKeys(const std::vector<bool> &maskedKeys, HeadMatrices &scores)
{
    for (std::size_t key = 0; key < maskedKeys.size(); ++key) {
        if (!maskedKeys[key])
            continue;
        for (int head = 0; head < scores.heads(); ++head)
            scores[head].col(static_cast<Eigen::Index>(key)).setConstant(-std::numeric_limits<float>::infinity());
    }
}

void softmaxMaps(HeadMatrices &maps)
{
    constexpr double operationsPerCell = 20;  // the exponential's polynomial and three passes
    const double operations = operationsPerCell * maps.rows() * maps.columns();
    parallelFor(maps.heads(), operations, [&maps](int head) { softmaxRows(maps.data(head), maps.rows(), maps.columns()); });
}

} // namespace core
