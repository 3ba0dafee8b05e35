#pragma once

#include "core/base/matrix.h"

#include <optional>
#include <vector>

namespace core {

// What a head's weights alone make of hidden states, as a D x D matrix L^T R of rank dh at most (resources/help/measures.md, Spectra
// of weights): W_Q^T W_K, whose form x^T M y scores a pair, and W_O W_V, which moves a token's state.
struct WeightProduct {
    std::vector<double> singularValues;  // largest first, at most dh; the others of D are zeros
    // |(M + M^T) / 2|^2 / |M|^2, from 0 to 1, and the rest of 1 is that of (M - M^T) / 2; nothing where M is zero.
    std::optional<double> symmetricShare;

    // |M|^2 / sigma_1^2; nothing where M is zero.
    std::optional<double> stableRank() const;
};

// left, right: dh x D each.
WeightProduct weightProduct(const Matrix &left, const Matrix &right);

}  // namespace core
