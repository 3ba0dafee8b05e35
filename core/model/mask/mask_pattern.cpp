#include "core/model/mask/mask_pattern.h"

#include "core/base/counted.h"
#include "core/base/seeded_random.h"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <iterator>
#include <numeric>
#include <string>

namespace core {
namespace {

constexpr double longest = 1 << 15;
constexpr double largestSeed = 4294967295.0;

constexpr MaskParameter widthParameter{.name = "width", .least = 0, .most = longest, .usual = 1};
constexpr MaskParameter globalsParameter{.name = "global tokens", .least = 0, .most = longest, .usual = 1};
constexpr MaskParameter seedParameter{.name = "seed", .least = 0, .most = largestSeed, .usual = 1};

constexpr MaskParameter sizeOf(std::string_view name)
{
    return {.name = name, .least = 1, .most = longest, .usual = 4};
}

constexpr std::array maskKinds{
    MaskKindDescription{MaskKind::Full, "none", "full attention", "every pair", ""},
    MaskKindDescription{MaskKind::Diagonal, "diagonal", "no diagonal", "i ≠ j", "SparseBERT, Shi et al. 2021"},
    MaskKindDescription{MaskKind::Offset,
                        "offset",
                        "offset",
                        "|i − j| ≠ distance",
                        "",
                        {{{.name = "distance", .least = 0, .most = longest, .usual = 1}}},
                        1},
    MaskKindDescription{MaskKind::Band, "band", "band", "|i − j| ≤ width", "", {widthParameter}, 1},
    MaskKindDescription{MaskKind::Block, "block", "blocks", "i and j in the same block", "", {sizeOf("size")}, 1},
    MaskKindDescription{MaskKind::Fixed,
                        "fixed",
                        "fixed",
                        "the same block, and the last key of every block",
                        "Sparse Transformer, Child et al. 2019",
                        {sizeOf("size")},
                        1},
    MaskKindDescription{MaskKind::Strided,
                        "strided",
                        "strided",
                        "|i − j| < stride, or divisible by it",
                        "Sparse Transformer, Child et al. 2019",
                        {sizeOf("stride")},
                        1},
    MaskKindDescription{MaskKind::Star,
                        "star",
                        "star",
                        "|i − j| ≤ width, first row and first column",
                        "Star-Transformer, Guo et al. 2019",
                        {widthParameter},
                        1},
    MaskKindDescription{MaskKind::LogSparse, "logsparse", "log-sparse", "|i − j| is 0 or a power of two",
                        "LogSparse, Li et al. 2019"},
    MaskKindDescription{MaskKind::Longformer,
                        "longformer",
                        "Longformer",
                        "|i − j| ≤ width, rows and columns of the global tokens",
                        "Longformer, Beltagy et al. 2020",
                        {widthParameter, globalsParameter},
                        2},
    MaskKindDescription{
        MaskKind::BigBird,
        "bigbird",
        "BigBird",
        "as Longformer, and random keys more for each query",
        "BigBird, Zaheer et al. 2020",
        {widthParameter, globalsParameter, {.name = "random keys", .least = 0, .most = longest, .usual = 2}, seedParameter},
        4},
    MaskKindDescription{MaskKind::Random,
                        "random",
                        "random control",
                        "all but so many pairs, drawn at random",
                        "",
                        {{{.name = "removed pairs", .least = 0, .most = longest * longest, .usual = 16}, seedParameter}},
                        2},
    MaskKindDescription{MaskKind::Uniform, "uniform", "uniform", "every pair, each key with the same weight", ""},
    MaskKindDescription{MaskKind::Learned,
                        "learned",
                        "learned gates",
                        "σ(gate) above the threshold",
                        "SparseBERT, Shi et al. 2021",
                        {{{.name = "threshold", .least = 0, .most = 1, .usual = 0.5, .isWhole = false}}},
                        1},
    MaskKindDescription{MaskKind::File, "file", "from a file", "1 in a file of 0 and 1, 0 in one of 0 and −inf", ""},
    MaskKindDescription{MaskKind::Painted, "painted", "painted", "as painted", ""},
};

bool isWithinBand(int query, int key, int width)
{
    return std::abs(query - key) <= width;
}

bool isGlobal(int query, int key, int globals)
{
    return query < globals || key < globals;
}

bool isWithinBlock(int query, int key, int size)
{
    return query / size == key / size;
}

bool isPowerOfTwo(int distance)
{
    return std::has_single_bit(static_cast<unsigned>(distance));
}

// The first `count` of the candidates become a random choice among all of them (Fisher and Yates 1938).
void drawFirst(std::size_t count, SeededRandom random, std::vector<int> &candidates)
{
    for (std::size_t place = 0; place < std::min(count, candidates.size()); ++place)
        std::swap(candidates[place], candidates[place + random.below(candidates.size() - place)]);
}

bool existsIn(int pair, int tokens, bool isCausal)
{
    return !isCausal || pair % tokens <= pair / tokens;
}

// Removes `count` pairs of the head; all of them where it has no more.
void removeRandomPairs(std::size_t count, SeededRandom random, int head, PairMask &mask, bool isCausal = false)
{
    std::vector<int> pairs(static_cast<std::size_t>(mask.tokens) * mask.tokens);
    std::iota(pairs.begin(), pairs.end(), 0);
    const std::size_t first = head * pairs.size();
    if (isCausal)
        std::erase_if(pairs, [&mask](int pair) { return !existsIn(pair, mask.tokens, true); });
    drawFirst(count, random, pairs);
    for (std::size_t place = 0; place < std::min(count, pairs.size()); ++place)
        mask.kept[first + pairs[place]] = 0;
}

PairMask randomMask(std::size_t removed, std::uint64_t seed, int tokens)
{
    PairMask mask = pairMask(1, tokens, [](int, int, int) { return true; });
    removeRandomPairs(removed, SeededRandom(seed, tokens), 0, mask);
    return mask;
}

void addRandomKeys(std::size_t count, std::uint64_t seed, PairMask &mask)
{
    for (int query = 0; query < mask.tokens; ++query) {
        std::vector<int> missing;
        for (int key = 0; key < mask.tokens; ++key) {
            if (!mask.keeps(0, query, key))
                missing.push_back(key);
        }
        drawFirst(count, SeededRandom(seed, query), missing);
        for (std::size_t place = 0; place < std::min(count, missing.size()); ++place)
            mask.kept[static_cast<std::size_t>(query) * mask.tokens + missing[place]] = 1;
    }
}

PairMask longformerMask(int width, int globals, int tokens)
{
    return pairMask(1, tokens, [=](int, int query, int key) {
        return isWithinBand(query, key, width) || isGlobal(query, key, globals);
    });
}

PairMask bigBirdMask(const MaskTerm &term, int tokens)
{
    PairMask mask = longformerMask(static_cast<int>(term.parameters[0]), static_cast<int>(term.parameters[1]), tokens);
    addRandomKeys(static_cast<std::size_t>(term.parameters[2]), static_cast<std::uint64_t>(term.parameters[3]), mask);
    return mask;
}

// Cut to the tokens of the pass; pairs beyond the edge of the given mask are kept.
PairMask cutTo(int tokens, const PairMask &mask)
{
    if (mask.keepsEverything() || mask.tokens == tokens)
        return mask;
    return pairMask(mask.heads, tokens, [&mask](int head, int query, int key) {
        return query >= mask.tokens || key >= mask.tokens || mask.keeps(head, query, key);
    });
}

PairMask termMask(const MaskTerm &term, const PatternInput &input)
{
    const int tokens = input.tokens;
    const auto number = static_cast<int>(std::min(term.parameters[0], longest));
    const auto filled = [tokens](auto keeps) {
        return pairMask(1, tokens, [&](int, int query, int key) { return keeps(query, key); });
    };
    switch (term.kind) {
    case MaskKind::Full:
    case MaskKind::Uniform: return {};
    case MaskKind::Offset: return filled([=](int query, int key) { return std::abs(query - key) != number; });
    case MaskKind::Diagonal: return withoutDiagonal(tokens);
    case MaskKind::Band: return filled([=](int query, int key) { return isWithinBand(query, key, number); });
    case MaskKind::Block: return filled([=](int query, int key) { return isWithinBlock(query, key, number); });
    case MaskKind::Fixed:
        return filled([=](int query, int key) { return isWithinBlock(query, key, number) || key % number == number - 1; });
    case MaskKind::Strided:
        return filled([=](int query, int key) { return std::abs(query - key) < number || (query - key) % number == 0; });
    case MaskKind::Star: return longformerMask(number, 1, tokens);
    case MaskKind::LogSparse:
        return filled([](int query, int key) { return query == key || isPowerOfTwo(std::abs(query - key)); });
    case MaskKind::Longformer: return longformerMask(number, static_cast<int>(term.parameters[1]), tokens);
    case MaskKind::BigBird: return bigBirdMask(term, tokens);
    case MaskKind::Random:
        return randomMask(static_cast<std::size_t>(term.parameters[0]), static_cast<std::uint64_t>(term.parameters[1]),
                          tokens);
    case MaskKind::Learned: return input.gates ? learnedMask(*input.gates, tokens, term.parameters[0]) : PairMask();
    case MaskKind::File:
    case MaskKind::Painted: return term.pairs ? cutTo(tokens, *term.pairs) : PairMask();
    }
    return {};
}

using Combine = std::uint8_t (*)(std::uint8_t left, std::uint8_t right);

// Pair by pair; neither mask keeps everything.
PairMask combined(const PairMask &left, const PairMask &right, Combine combine)
{
    PairMask result = left.heads >= right.heads ? left : right;
    const PairMask &other = left.heads >= right.heads ? right : left;
    for (std::size_t pair = 0; pair < result.kept.size(); ++pair)
        result.kept[pair] = combine(result.kept[pair], other.kept[pair % other.kept.size()]);
    return result;
}

PairMask keptByAll(const std::vector<MaskTerm> &terms, const PatternInput &input)
{
    PairMask kept;
    for (const MaskTerm &term : terms) {
        const PairMask mask = termMask(term, input);
        if (kept.keepsEverything())
            kept = mask;
        else if (!mask.keepsEverything())
            kept = combined(kept, mask,
                            [](std::uint8_t left, std::uint8_t right) { return static_cast<std::uint8_t>(left & right); });
    }
    return kept;
}

bool choosesNoPairs(const MaskTerm &term)
{
    return term.kind == MaskKind::Uniform;
}

// The terms that choose pairs; full attention where there are others alone.
MaskPattern withoutUniform(const MaskPattern &pattern)
{
    MaskPattern choosing;
    for (std::vector<MaskTerm> terms : pattern.alternatives) {
        std::erase_if(terms, &choosesNoPairs);
        if (!terms.empty())
            choosing.alternatives.push_back(std::move(terms));
    }
    const bool isUniformAlone = choosing.alternatives.empty() && !pattern.alternatives.empty();
    return isUniformAlone ? patternOf(maskTerm(MaskKind::Full)) : choosing;
}

}  // namespace

std::string_view idOf(MaskReading reading)
{
    return reading == MaskReading::Additive ? "additive" : "keep";
}

std::span<const MaskKindDescription> maskKindDescriptions()
{
    return maskKinds;
}

const MaskKindDescription &describe(MaskKind kind)
{
    return *std::ranges::find(maskKinds, kind, &MaskKindDescription::kind);
}

bool MaskTerm::operator==(const MaskTerm &other) const
{
    const bool haveSamePairs = pairs == other.pairs || (pairs && other.pairs && *pairs == *other.pairs);
    return kind == other.kind && parameters == other.parameters && file == other.file && reading == other.reading &&
           haveSamePairs;
}

MaskTerm maskTerm(MaskKind kind, std::initializer_list<double> parameters)
{
    MaskTerm term{.kind = kind};
    std::ranges::transform(describe(kind).used(), term.parameters.begin(), &MaskParameter::usual);
    std::ranges::copy(parameters, term.parameters.begin());
    return term;
}

MaskTerm paintedTerm(PairMask pairs)
{
    MaskTerm term{.kind = MaskKind::Painted};
    term.pairs = std::make_shared<const PairMask>(std::move(pairs));
    return term;
}

std::string_view readingNote(MaskReading reading)
{
    return reading == MaskReading::Additive ? "additive: 0 keeps a pair, −inf or a large negative number removes it"
                                            : "0/1: 1 keeps a pair, 0 removes it";
}

std::string lengthNote(const MaskTerm &term, int tokens)
{
    if (!term.pairs || term.pairs->keepsEverything() || term.pairs->tokens == tokens)
        return {};
    const std::string made = fmt::format("made for {}, ", counted(term.pairs->tokens, "token"));
    return made + (term.pairs->tokens < tokens ? "later ones keep all" : fmt::format("its first {} used", tokens));
}

MaskPattern patternOf(MaskTerm term)
{
    return {{{std::move(term)}}};
}

bool keepsEverything(const MaskPattern &pattern)
{
    const MaskPattern choosing = withoutUniform(pattern);
    return std::ranges::any_of(choosing.alternatives, [](const std::vector<MaskTerm> &terms) {
        return std::ranges::all_of(terms, [](const MaskTerm &term) { return term.kind == MaskKind::Full; });
    });
}

bool isUniform(const MaskPattern &pattern)
{
    return std::ranges::any_of(pattern.alternatives, [](const std::vector<MaskTerm> &terms) {
        return std::ranges::any_of(terms, &choosesNoPairs);
    });
}

MaskPattern unionOf(MaskPattern left, const MaskPattern &right)
{
    std::ranges::copy(right.alternatives, std::back_inserter(left.alternatives));
    return left;
}

// (a + b) & (c + d) = a & c + a & d + b & c + b & d.
MaskPattern intersectionOf(const MaskPattern &left, const MaskPattern &right)
{
    MaskPattern both;
    for (const std::vector<MaskTerm> &one : left.alternatives) {
        for (const std::vector<MaskTerm> &other : right.alternatives) {
            std::vector<MaskTerm> &terms = both.alternatives.emplace_back(one);
            terms.insert(terms.end(), other.begin(), other.end());
        }
    }
    return both;
}

PairMask keptPairs(const MaskPattern &pattern, const PatternInput &input)
{
    const MaskPattern pairs = withoutUniform(pattern);
    if (pairs.alternatives.empty())
        return pairMask(1, input.tokens, [](int, int, int) { return false; });
    PairMask kept = keptByAll(pairs.alternatives.front(), input);
    for (const std::vector<MaskTerm> &terms : std::span(pairs.alternatives).subspan(1)) {
        const PairMask mask = keptByAll(terms, input);
        if (kept.keepsEverything() || mask.keepsEverything())
            return {};
        kept = combined(kept, mask,
                        [](std::uint8_t left, std::uint8_t right) { return static_cast<std::uint8_t>(left | right); });
    }
    return kept;
}

PairMask randomControl(const PairMask &mask, std::uint64_t seed, bool isCausal)
{
    PairMask control = pairMask(mask.heads, mask.tokens, [](int, int, int) { return true; });
    const int pairs = mask.tokens * mask.tokens;
    for (int head = 0; head < mask.heads; ++head) {
        const auto first = mask.kept.begin() + static_cast<std::ptrdiff_t>(head) * pairs;
        std::size_t removed = 0;
        for (int pair = 0; pair < pairs; ++pair)
            removed += first[pair] == 0 && existsIn(pair, mask.tokens, isCausal) ? 1 : 0;
        removeRandomPairs(removed, SeededRandom(seed, (std::uint64_t{1} * head << 32U) + mask.tokens), head, control,
                          isCausal);
    }
    return control;
}

}  // namespace core
