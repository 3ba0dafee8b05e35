#include "core/model/mask/pair_mask.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace core {
namespace {

// Row r of the triangle starts after rows of longest, longest - 1, ... gates.
std::ptrdiff_t triangleIndex(int longest, int query, int key)
{
    const std::ptrdiff_t row = std::min(query, key);
    const std::ptrdiff_t column = std::max(query, key);
    return row * longest - row * (row - 1) / 2 + column - row;
}

}  // namespace

bool PairMask::keeps(int head, int query, int key) const
{
    if (keepsEverything())
        return true;
    const std::size_t ownHead = heads == 1 ? 0 : head;
    return kept[(ownHead * tokens + query) * tokens + key] != 0;
}

double sparsity(const PairMask &mask, int head)
{
    if (mask.keepsEverything() || mask.tokens == 0)
        return 0.0;
    const std::ptrdiff_t pairs = std::ptrdiff_t{1} * mask.tokens * mask.tokens;
    const auto first = mask.kept.begin() + (mask.heads == 1 ? 0 : head) * pairs;
    return static_cast<double>(std::count(first, first + pairs, 0)) / static_cast<double>(pairs);
}

double meanSparsity(const PairMask &mask)
{
    double sum = 0.0;
    for (int head = 0; head < mask.heads; ++head)
        sum += sparsity(mask, head);
    return mask.heads > 0 ? sum / mask.heads : 0.0;
}

PairMask withoutDiagonal(int tokens)
{
    return pairMask(1, tokens, [](int, int query, int key) { return query != key; });
}

PairMask structuredMask(const Matrix &gates, int tokens)
{
    return pairMask(static_cast<int>(gates.rows()), tokens,
                    [&gates](int head, int query, int key) { return gates(head, std::abs(query - key)) > 0.0F; });
}

PairMask unstructuredMask(const Matrix &gates, int longest, int tokens)
{
    return pairMask(static_cast<int>(gates.rows()), tokens,
                    [&](int head, int query, int key) { return gates(head, triangleIndex(longest, query, key)) > 0.0F; });
}

float LearnedGates::logit(int head, int query, int key) const
{
    return logits(head, kind == TrainedMask::Structured ? std::abs(query - key) : triangleIndex(longest, query, key));
}

PairMask learnedMask(const LearnedGates &gates, int tokens)
{
    return gates.kind == TrainedMask::Structured ? structuredMask(gates.logits, tokens)
                                                 : unstructuredMask(gates.logits, gates.longest, tokens);
}

PairMask learnedMask(const LearnedGates &gates, int tokens, double threshold)
{
    const double least = std::log(threshold / (1.0 - threshold));  // of the logits; 0 keeps all, 1 none
    return pairMask(gates.heads(), tokens,
                    [&](int head, int query, int key) { return gates.logit(head, query, key) > least; });
}

PairMask trainedMask(TrainedMask kind, const LearnedGates *gates, int tokens)
{
    if (gates)
        return learnedMask(*gates, tokens);
    return kind == TrainedMask::NoDiagonal ? withoutDiagonal(tokens) : PairMask();
}

int keptPairs(const LearnedGates &gates, int head, int tokens)
{
    int kept = 0;
    for (int query = 0; query < tokens; ++query) {
        for (int key = 0; key < tokens; ++key)
            kept += gates.logit(head, query, key) > 0.0F ? 1 : 0;
    }
    return kept;
}

Matrix keepProbabilities(const LearnedGates &gates, int head, int tokens)
{
    Matrix probabilities(tokens, tokens);
    for (int query = 0; query < tokens; ++query) {
        for (int key = 0; key < tokens; ++key)
            probabilities(query, key) = 1.0F / (1.0F + std::exp(-gates.logit(head, query, key)));
    }
    return probabilities;
}

}  // namespace core
