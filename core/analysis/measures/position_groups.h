#pragma once

#include "core/base/matrix.h"

#include <array>
#include <string_view>
#include <vector>

namespace core {

// Which pairs of query and key SparseBERT contrasts (Shi et al. 2021; resources/help/measures.md, Position groups). A pair
// belongs to the first that fits.
enum class PositionGroup {
    Diagonal,   // i = j
    Special,    // the query or the key is a special token
    Neighbors,  // |i - j| = 1
    Rest
};

constexpr std::size_t positionGroupCount = 4;

// "diagonal", "special", "neighbors", "rest".
std::string_view idOf(PositionGroup group);
std::string_view nameOf(PositionGroup group);

// isSpecial: one entry per token.
PositionGroup groupOf(int query, int key, const std::vector<bool> &isSpecial);

// Mean over the pairs of each group, in the order of the groups; NaN for a group without a pair. The map is tokens x tokens: the
// attention of a head, or the keep probabilities of its learned gates.
std::array<double, positionGroupCount> groupMeans(const MatrixView &map, const std::vector<bool> &isSpecial);

}  // namespace core
