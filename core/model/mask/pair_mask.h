#pragma once

#include "core/base/matrix.h"
#include "core/format/attention_config.h"

#include <cstdint>
#include <vector>

namespace core {

// Which keys each query may attend to, per head or for all heads alike.
struct PairMask {
    int heads = 0;  // 0: every pair is kept; 1: one mask for all heads
    int tokens = 0;
    std::vector<std::uint8_t> kept;  // heads x tokens x tokens, 1 where query (row) may attend to key (column)

    bool keepsEverything() const { return heads == 0; }
    bool keeps(int head, int query, int key) const;

    bool operator==(const PairMask &) const = default;
};

// A mask filled pair by pair from keeps(head, query, key).
template <typename Keeps>
PairMask pairMask(int heads, int tokens, Keeps keeps)
{
    PairMask mask{heads, tokens, std::vector<std::uint8_t>(static_cast<std::size_t>(heads) * tokens * tokens)};
    auto pair = mask.kept.begin();
    for (int head = 0; head < heads; ++head) {
        for (int query = 0; query < tokens; ++query) {
            for (int key = 0; key < tokens; ++key)
                *pair++ = keeps(head, query, key) ? 1 : 0;
        }
    }
    return mask;
}

// Share of a head's tokens x tokens pairs that the mask removes, 0 ... 1.
double sparsity(const PairMask &mask, int head = 0);
double meanSparsity(const PairMask &mask);  // over the heads

// No token attends to itself (SparseBERT, Shi et al. 2021).
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

// The gates whose keep probability sigma(logit) is above `threshold`, 0 ... 1; at 0.5 the same as above.
PairMask learnedMask(const LearnedGates &gates, int tokens, double threshold);

// The mask of a model over a number of tokens; gates may be null where it is not learned.
PairMask trainedMask(TrainedMask kind, const LearnedGates *gates, int tokens);

// How many of a head's tokens x tokens pairs the learned mask keeps.
int keptPairs(const LearnedGates &gates, int head, int tokens);

// tokens x tokens: how likely the gate of each pair is open, sigma(logit) (resources/help/mechanisms.md, Trained masks).
Matrix keepProbabilities(const LearnedGates &gates, int head, int tokens);

}  // namespace core
