#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/importance/importance_pass.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace core {

// The shares of a text's tokens or words that are taken, each rounded up to a whole number of them.
inline constexpr std::array deletedShares{0.01, 0.05, 0.1, 0.2, 0.5};

// What becomes of the output y when tokens or words are taken in one order (DeYoung et al. 2020); a value for each of deletedShares.
struct DeletionCurve {
    std::array<double, deletedShares.size()> comprehensiveness{};  // y - y without the first k
    std::array<double, deletedShares.size()> sufficiency{};        // y - y of the first k alone, with the special tokens

    // Means over the shares, AOPC; NaN where one of them is not defined.
    double meanComprehensiveness() const;
    double meanSufficiency() const;
};

// Of what is taken in which order.
struct DeletionRequest {
    std::span<const TokenSpan> spans;                 // tokens or words; special tokens among them are never taken
    std::span<const std::vector<double>> importance;  // of each measure a value for each span: the largest is taken first
    ImportanceTarget target;
    int draws = 20;  // random orders
    std::uint64_t seed = 1;
};

struct DeletionCurves {
    std::vector<DeletionCurve> measures;  // in the order of the request
    std::vector<DeletionCurve> random;    // one for each draw
};

// Passes over all cores, each set of tokens once. Equal values go by position, and what is not defined comes last. NaN where nothing is
// left for the model to read, or not the token that is guessed.
Result<DeletionCurves> deletionCurves(const ImportancePass &pass, const DeletionRequest &request, const StopToken &stop);

// What random orders come to, at each share.
struct DeletionBand {
    DeletionCurve low;  // 5 %
    DeletionCurve median;
    DeletionCurve high;  // 95 %
};

DeletionBand deletionBand(std::span<const DeletionCurve> random);

}  // namespace core
