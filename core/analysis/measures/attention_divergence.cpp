#include "core/analysis/measures/attention_divergence.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace core {
namespace {

// p log2(p / m), 0 for p = 0.
double term(double share, double mean)
{
    return share > 0.0 ? share * std::log2(share / mean) : 0.0;
}

double rowDivergence(const MatrixView &original, const MatrixView &changed, Eigen::Index row)
{
    const bool hasKeys = (original.row(row).array() != 0.0F).any();
    if (hasKeys != (changed.row(row).array() != 0.0F).any())
        return 1.0;  // one of them is no distribution, and they have no key in common
    double sum = 0.0;
    for (Eigen::Index key = 0; key < original.cols(); ++key) {
        const double before = original(row, key);
        const double after = changed(row, key);
        if (before == after)
            continue;
        const double mean = (before + after) / 2.0;
        sum += term(before, mean) + term(after, mean);
    }
    return sum / 2.0;
}

AttentionDivergence divergenceOf(const EncoderTrace &original, const EncoderTrace &changed)
{
    assert(original.layers.size() == changed.layers.size());
    AttentionDivergence divergence;
    for (std::size_t layer = 0; layer < original.layers.size(); ++layer) {
        const HeadMatrices &before = original.layers[layer].attention;
        const HeadMatrices &after = changed.layers[layer].attention;
        if (before.isEmpty() || after.isEmpty())
            return {};
        divergence.heads = before.heads();
        for (int head = 0; head < before.heads(); ++head)
            divergence.values.push_back(jensenShannonDivergence(before[head], after[head]));
    }
    return divergence;
}

AttentionDivergence divergenceOf(const LamaTrace &original, const LamaTrace &changed)
{
    AttentionDivergence divergence{.heads = static_cast<int>(original.attention.rows()), .values = {}};
    const auto row = [](const Matrix &attention, int head) {
        return MatrixView(attention.row(head).data(), 1, attention.cols());
    };
    for (int head = 0; head < divergence.heads; ++head)
        divergence.values.push_back(jensenShannonDivergence(row(original.attention, head), row(changed.attention, head)));
    return divergence;
}

}  // namespace

double jensenShannonDivergence(const MatrixView &original, const MatrixView &changed)
{
    if (original.size() == 0)
        return std::numeric_limits<double>::quiet_NaN();
    double sum = 0.0;
    for (Eigen::Index row = 0; row < original.rows(); ++row)
        sum += rowDivergence(original, changed, row);
    return sum / static_cast<double>(original.rows());
}

AttentionDivergence attentionDivergence(const ForwardTrace &original, const ForwardTrace &changed)
{
    if (const auto *lama = std::get_if<LamaTrace>(&original.network))
        return divergenceOf(*lama, std::get<LamaTrace>(changed.network));
    return divergenceOf(std::get<EncoderTrace>(original.network), std::get<EncoderTrace>(changed.network));
}

}  // namespace core
