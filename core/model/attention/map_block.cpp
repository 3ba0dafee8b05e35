#include "core/model/attention/map_block.h"

#include "core/base/parallel_for.h"

#include <algorithm>

namespace core {

MapBlock wholeOf(const HeadMatrices &maps)
{
    return {.heads = maps.heads(), .rows = maps.rows()};
}

void forMapBlocks(const HeadMatrices &maps, double operationsPerCell, const std::function<void(const MapBlock &)> &body)
{
    constexpr int rowsTogether = 128;
    const double operations = operationsPerCell * static_cast<double>(maps.size());
    if (operations < worthAllCores)  // whatever the number of cores, so that it does not change the numbers
        return body(wholeOf(maps));
    const int blocksOfHead = (maps.rows() + rowsTogether - 1) / rowsTogether;
    parallelFor(maps.heads() * blocksOfHead, worthAllCores, [&](int block) {
        const int firstRow = block % blocksOfHead * rowsTogether;
        body({.firstHead = block / blocksOfHead,
              .heads = 1,
              .firstRow = firstRow,
              .rows = std::min(rowsTogether, maps.rows() - firstRow)});
    });
}

}  // namespace core
