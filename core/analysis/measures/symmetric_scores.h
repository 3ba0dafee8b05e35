#pragma once

#include "core/base/matrix.h"

#include <vector>

namespace core {

// What the symmetry of scores S says about a head (Courtois et al., Kowsher et al.; resources/help/measures.md, Asymmetry and
// Stationary distribution).

// ||S - S^T||_F / ||S + S^T||_F of n x n scores: 0 where they are symmetric; NaN where both norms are 0 or S has no row.
double asymmetryIndex(const MatrixView &scores);

// The stationary distribution of the head's attention P as a Markov chain over the tokens, one share per token. Symmetric
// scores make the chain reversible, so that it has the closed form pi_i ~ sum_j exp(S_ij), over the keys that i may attend
// to and for the tokens that may be attended to. `attention` tells which those are: a masked pair has none. Both are n x n.
// Empty where no token has a key.
std::vector<double> stationaryDistribution(const MatrixView &scores, const MatrixView &attention);

}  // namespace core
