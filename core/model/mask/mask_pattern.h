#pragma once

#include "core/model/mask/fixed_pairs.h"
#include "core/model/mask/pair_mask.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// What a mask keeps, in words. A new kind is one enumerator, one row of descriptions and one function in mask_pattern.cpp.
enum class MaskKind {
    Full,        // every pair
    Diagonal,    // every pair but a token with itself (SparseBERT, Shi et al. 2021)
    Offset,      // |i - j| is not `distance`: every pair but those so far apart, in both directions
    Band,        // |i - j| <= width
    Block,       // both in the same block of `size` tokens
    Fixed,       // block, and the last key of every block (Child et al. 2019)
    Strided,     // |i - j| < stride, or a multiple of it (Child et al. 2019)
    Star,        // band of `width`, first row and first column (Guo et al. 2019)
    LogSparse,   // i - j is 0 or plus or minus a power of two (Li et al. 2019)
    Longformer,  // band of `width`, rows and columns of the first `globals` tokens (Beltagy et al. 2020)
    BigBird,     // longformer, and `random` more keys for each query (Zaheer et al. 2020)
    Random,      // all but `count` pairs, drawn at random
    Uniform,     // no pair is chosen by it: the queries weigh every key that the other terms keep the same
    Learned,     // the model's own gates whose keep probability is above `threshold`
    File,        // read from a .npy file
    Painted      // drawn by hand
};

// Which number keeps a pair in a mask from a file; told from its values (core/model/mask/mask_file.h).
enum class MaskReading {
    Keep,     // 1 keeps, 0 removes
    Additive  // 0 keeps, -inf or a large negative number removes: what is added to the scores
};

// "keep", "additive"
std::string_view idOf(MaskReading reading);

// One number of a kind, such as the width of a band; what a slider needs.
struct MaskParameter {
    std::string_view name;
    double least = 0;
    double most = 0;
    double usual = 0;
    bool isWhole = true;
};

struct MaskKindDescription {
    MaskKind kind = MaskKind::Full;
    std::string_view id;       // as on the command line: "band"
    std::string_view name;     // as in the window
    std::string_view formula;  // which pairs it keeps; i is the query, j the key
    std::string_view source;   // the paper it comes from, empty for a plain idea
    std::array<MaskParameter, 4> parameters = {};
    std::size_t parameterCount = 0;  // of those, in the order of the command line

    std::span<const MaskParameter> used() const { return {parameters.data(), parameterCount}; }
};

std::span<const MaskKindDescription> maskKindDescriptions();
const MaskKindDescription &describe(MaskKind kind);

// One mask of the list above with its numbers. A value: painted and read pairs are compared by what they keep.
struct MaskTerm {
    MaskKind kind = MaskKind::Full;
    std::array<double, 4> parameters = {};       // as the kind's description orders them
    std::string file = {};                       // where a File's pairs come from
    MaskReading reading = MaskReading::Keep;     // of a File
    std::shared_ptr<const PairMask> pairs = {};  // of File and Painted; pairs beyond its edge are kept

    bool operator==(const MaskTerm &other) const;
};

// The kind with these numbers and the usual ones behind them.
MaskTerm maskTerm(MaskKind kind, std::initializer_list<double> parameters = {});
MaskTerm paintedTerm(PairMask pairs);

// "0/1: 1 keeps a pair, 0 removes it", of a File as its values were read.
std::string_view readingNote(MaskReading reading);

// "made for 4 tokens, later ones keep all", where a painted or read mask is used on a text of another length; empty otherwise.
std::string lengthNote(const MaskTerm &term, int tokens);

// A pair is kept where all terms of any one alternative keep it: a union of intersections. Without an alternative none is. Terms of
// kind Uniform choose no pairs: they leave them to the others, wherever they are, and alone keep every pair.
struct MaskPattern {
    std::vector<std::vector<MaskTerm>> alternatives;

    bool operator==(const MaskPattern &) const = default;
};

MaskPattern patternOf(MaskTerm term);
// By its terms: whether one of its alternatives is "none", or no term chooses pairs.
bool keepsEverything(const MaskPattern &pattern);
// Whether the queries weigh all keys that it keeps the same: one of its terms is Uniform.
bool isUniform(const MaskPattern &pattern);
MaskPattern unionOf(MaskPattern left, const MaskPattern &right);
MaskPattern intersectionOf(const MaskPattern &left, const MaskPattern &right);

// What a pattern needs to know of the pass that it is made for.
struct PatternInput {
    int tokens = 0;
    int heads = 0;
    const LearnedGates *gates = nullptr;  // null where the model has none; a Learned term then keeps every pair
    FixedPairs fixed = {};
};

// One mask for all heads, or one for each where a term differs between them. Full keeps everything (PairMask::keepsEverything).
PairMask keptPairs(const MaskPattern &pattern, const PatternInput &input);

// As many pairs removed of every head as `mask` removes there, but drawn at random: the control at equal sparsity. Of a causal model
// both are pairs with a key that is not behind its query.
PairMask randomControl(const PairMask &mask, std::uint64_t seed, bool isCausal = false);

}  // namespace core
