#pragma once

#include "core/base/matrix.h"

#include <functional>

namespace core {

// What is worked on at once of a layer's maps: some heads, some of their rows, all columns.
struct MapBlock {
    int firstHead = 0;
    int heads = 0;
    int firstRow = 0;
    int rows = 0;

    int endHead() const { return firstHead + heads; }
    int endRow() const { return firstRow + rows; }
};

MapBlock wholeOf(const HeadMatrices &maps);

// Calls the body for blocks that together are all of the maps, each once and in no order. Maps of few cells are one block, whose heads
// go through each step together; others come head by head in rows that stay in a core's cache from their scores to what they are
// mixed to, and the cores share them. `operationsPerCell`: roughly what is done with each number of a map. The body must not throw.
void forMapBlocks(const HeadMatrices &maps, double operationsPerCell, const std::function<void(const MapBlock &)> &body);

}  // namespace core
