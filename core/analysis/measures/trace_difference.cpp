#include "core/analysis/measures/trace_difference.h"

#include <cassert>

namespace core {
namespace {

template <typename Map>
double relativeChange(const Map &original, const Map &changed)
{
    const double norm = original.template cast<double>().norm();
    return norm > 0.0 ? (changed - original).template cast<double>().norm() / norm : 0.0;
}

TraceDifference differenceOf(const EncoderTrace &original, const EncoderTrace &changed)
{
    assert(original.layers.size() == changed.layers.size());
    TraceDifference difference;
    for (std::size_t layer = 0; layer < original.layers.size(); ++layer) {
        const HeadMatrices &before = original.layers[layer].attention;
        const HeadMatrices &after = changed.layers[layer].attention;
        difference.heads = before.heads();
        for (int head = 0; head < before.heads(); ++head)
            difference.attention.push_back(relativeChange(before[head], after[head]));
    }
    return difference;
}

TraceDifference differenceOf(const LamaTrace &original, const LamaTrace &changed)
{
    TraceDifference difference{.heads = static_cast<int>(original.attention.rows()), .attention = {}};
    for (int head = 0; head < difference.heads; ++head)
        difference.attention.push_back(relativeChange(original.attention.row(head), changed.attention.row(head)));
    return difference;
}

}  // namespace

TraceDifference difference(const ForwardTrace &original, const ForwardTrace &changed)
{
    if (const auto *lama = std::get_if<LamaTrace>(&original.network))
        return differenceOf(*lama, std::get<LamaTrace>(changed.network));
    return differenceOf(std::get<EncoderTrace>(original.network), std::get<EncoderTrace>(changed.network));
}

}  // namespace core
