#pragma once

#include "core/analysis/realizable/realizable_attention.h"
#include "core/figure/playground/playground_offer.h"

namespace core {

enum class TargetSource { Head, Diagonal, Band, Permutation, Random, Painted };

// How a target is made; each number belongs to the source that it names.
struct TargetChoice {
    TargetSource source = TargetSource::Head;
    double share = 0.9;        // Diagonal: on the diagonal
    int width = 1;             // Band: to each side
    double temperature = 0.5;  // Random
    unsigned seed = 1;         // Permutation and Random

    bool operator==(const TargetChoice &) const = default;
};

// Of the sources that need nothing else; even rows for the head and the painting.
DoubleMatrix chosenTarget(const TargetChoice &choice, int tokens);

// A target with what the truncation makes of it at every head size, worked out once so that a head size is a product away.
struct PlaygroundTarget {
    RealizableAttention attention;
    std::vector<AxisLabel> tokens;
    bool showsUnits = false;
    HeadSizeErrors truncation;
    // What its maps are drawn over, whatever the head size: the largest share and the largest |P' - P| of the truncations.
    double largestShare = 1;
    double largestDifference = 0;

    int size() const { return attention.tokens(); }
};

// Refuses what RealizableAttention does.
Result<PlaygroundTarget> playgroundTarget(const DoubleMatrix &target, const PlaygroundOffer &offer);

// The smallest head size whose truncation is the target as far as F32 can tell: how many singular values of log(P) C are above
// n eps of the largest, as a head's map is no more precise than that. At least 1. Zeros count as lifted.
int neededHeadSize(const PlaygroundTarget &target);

}  // namespace core
