#pragma once

#include "core/analysis/spectra/spectrum_measures.h"
#include "core/analysis/svd/batched_singular_values.h"
#include "core/base/indices.h"
#include "core/base/matrix.h"
#include "core/base/result.h"
#include "core/base/seeded_random.h"
#include "core/base/stop.h"
#include "core/model/forward_trace.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace core {

// What a head's spectrum and ranks are by chance: many random maps that keep something of the head's and destroy the rest,
// shown as the median and the range from 5 to 95 % of the draws.

struct NullOptions {
    int draws = 20;
    std::uint64_t seed = 1;
    bool centersAttention = false;  // P C beside P, see centered_attention.h
};

// Singular values of the random maps of some heads, all of one shape. Draw d of a head is the same whatever the other heads and
// however many draws.
struct NullSpectra {
    std::vector<HeadRef> heads = {};
    int draws = 0;
    SingularValues attention = {};          // heads x draws: those of one head beside each other
    SingularValues centeredAttention = {};  // where asked for

    // Index of the head's first draw; -1 where the head is not among these.
    int firstOf(HeadRef head) const;
};

// One draw: the head at `index` of the list, a generator of its own, and where to write its map. Called from many threads.
using DrawMap = std::function<void(int index, SeededRandom &random, DoubleMatrix &map)>;

// Decomposes `options.draws` maps of rows x columns for each head.
Result<NullSpectra> nullSpectra(std::vector<HeadRef> heads, int rows, int columns, const DrawMap &draw,
                                const NullOptions &options, const StopToken &stop);

// The row-permutation null: in every row of P, independently, the shares change places at random. Keeps each row's shares and with
// them its entropy, its largest share and its sum; destroys which key they belong to. A pair of exactly 0 is one that a mask
// forbids: it keeps its 0, and the shares change places among the row's other keys.
void permuteRows(const MatrixView &attention, SeededRandom &random, DoubleMatrix &permuted);

// The heads of a pass that kept its attention; LAMA's one map, heads x words, is that of head 0.
std::vector<HeadRef> headsWithAttention(const ForwardTrace &trace);

// The same of some heads of a pass, or of all. Empty where there is none: attention over features (linear, context first) has no
// row that is a distribution over keys.
Result<NullSpectra> rowPermutationNull(const ForwardTrace &trace, std::span<const HeadRef> heads, const NullOptions &options,
                                       const StopToken &stop);
Result<NullSpectra> rowPermutationNull(const ForwardTrace &trace, const NullOptions &options, const StopToken &stop);

// Median, 5 % and 95 % of one number over the draws, linear between them as NumPy's quantiles; NaN without any.
struct NullRange {
    double low = 0;
    double median = 0;
    double high = 0;
};

NullRange nullRange(std::vector<double> values);

// What the measure says of a head's random maps; NaN where the head has none. For Attention and CenteredAttention.
NullRange nullRange(SpectrumMeasure measure, const NullSpectra &spectra, SpectrumMatrix matrix, HeadRef head,
                    const SpectrumMeasureOptions &options);

}  // namespace core
