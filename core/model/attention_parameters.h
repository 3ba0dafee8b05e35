#pragma once

#include "core/base/matrix.h"

#include <memory>

namespace core {

// The weights of one layer's attention that are worth looking at, beside the projections of queries, keys and values.
// Parts that the attention kind does not have are null or empty.
struct AttentionParameters {
    // Linformer: E and F, H x k x longest, or 1 x k x longest where the heads share one; the same object where E = F.
    std::shared_ptr<const HeadMatrices> keyProjection;
    std::shared_ptr<const HeadMatrices> valueProjection;
    std::shared_ptr<const HeadMatrices> pairing;  // pairwise: M, H x dh x dh
    // Shared weights: the diagonals of D_q, D_k and D_v, H*dh each, head by head.
    Vector queryScale;
    Vector keyScale;
    Vector valueScale;
};

}  // namespace core
