#include "core/analysis/measures/total_variation.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

int keptKeys(const PairMask &kept, int head, int query, int keys)
{
    if (kept.keepsEverything())
        return keys;
    int count = 0;
    for (int key = 0; key < keys; ++key)
        count += kept.keeps(head, query, key) ? 1 : 0;
    return count;
}

bool hasNoKey(const MatrixView &attention, int query)
{
    return (attention.row(query).array() == 0.0F).all();
}

}  // namespace

RowMean variationFromUniform(const MatrixView &attention, const PairMask &kept, int head)
{
    RowMean found;
    const int keys = static_cast<int>(attention.cols());
    for (int query = 0; query < attention.rows(); ++query) {
        const int count = keptKeys(kept, head, query, keys);
        if (count < 2 || hasNoKey(attention, query))
            continue;
        double distance = 0;
        for (int key = 0; key < keys; ++key) {
            const double uniform = kept.keepsEverything() || kept.keeps(head, query, key) ? 1.0 / count : 0.0;
            distance += std::abs(static_cast<double>(attention(query, key)) - uniform);
        }
        found.add({distance / 2, 1});
    }
    return found;
}

RowMean variationBetween(const MatrixView &one, int head, const MatrixView &other, int otherHead, const PairMask &kept)
{
    RowMean found;
    const int keys = static_cast<int>(one.cols());
    for (int query = 0; query < one.rows(); ++query) {
        const int count = keptKeys(kept, head, query, keys);
        const int otherCount = keptKeys(kept, otherHead, query, keys);
        if (std::min(count, otherCount) < 1 || std::max(count, otherCount) < 2 || hasNoKey(one, query) ||
            hasNoKey(other, query))
            continue;
        found.add({(one.row(query).cast<double>() - other.row(query).cast<double>()).cwiseAbs().sum() / 2, 1});
    }
    return found;
}

}  // namespace core
