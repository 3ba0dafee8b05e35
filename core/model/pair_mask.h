#pragma once

#include "core/base/matrix.h"
#include "core/format/attention_config.h"

#include <cstdint>
#include <vector>

namespace core {

// Which keys each query may attend to, per head or for all heads alike. The same in every layer.
struct PairMask {
    int heads = 0;   // 0: every pair is kept; 1: one mask for all heads
    int tokens = 0;
    std::vector<std::uint8_t> kept;  // heads x tokens x tokens, 1 where query (row) may attend to key (column)

    bool keepsEverything() const { return heads == 0; }
    bool keeps(int head, int query, int key) const;
};

// No token attends to itself (SparseBERT, Shi et al. 2021, section 5.2 of the mechanisms).
PairMask withoutDiagonal(int tokens);

// Learned gates, kept where the logit is above 0. Structured: H x longest, one gate for each distance from the diagonal.
PairMask structuredMask(const Matrix &gates, int tokens);

// Unstructured: H x longest(longest+1)/2, the upper triangle of a longest x longest matrix row by row, mirrored.
PairMask unstructuredMask(const Matrix &gates, int longest, int tokens);

// The gates of a learned mask, one logit each, in one of the two layouts above. The same in every layer.
struct LearnedGates {
    TrainedMask kind = TrainedMask::Structured;  // or Unstructured
    int longest = 0;
    Matrix logits;

    int heads() const { return static_cast<int>(logits.rows()); }
    float logit(int head, int query, int key) const;
};

PairMask learnedMask(const LearnedGates &gates, int tokens);

// How many of a head's tokens x tokens pairs the learned mask keeps.
int keptPairs(const LearnedGates &gates, int head, int tokens);

// tokens x tokens: how likely the gate of each pair is open, sigma(logit) (differentiable attention mask, section 5.3).
Matrix keepProbabilities(const LearnedGates &gates, int head, int tokens);

} // namespace core
