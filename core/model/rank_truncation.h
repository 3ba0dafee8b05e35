#pragma once

#include "core/base/indices.h"

#include <vector>

namespace core {

// Which heads' attention a pass replaces by its best approximation of a lower rank, after softmax and masks. Later layers see
// what comes of it. LAMA's heads are the rows of one map: its A is approximated as a whole, whichever of them are named.
struct RankTruncation {
    int rank = 0;                // 0 or less: nothing is left of the map
    std::vector<HeadRef> heads;  // none: nothing is replaced

    bool isActive() const { return !heads.empty(); }
    bool operator==(const RankTruncation &) const = default;
};

}  // namespace core
