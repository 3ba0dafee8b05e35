#include "core/figure/playground/playground_target.h"

#include <algorithm>
#include <limits>

namespace core {

DoubleMatrix chosenTarget(const TargetChoice &choice, int tokens)
{
    switch (choice.source) {
    case TargetSource::Diagonal: return diagonalTarget(tokens, choice.share);
    case TargetSource::Band: return bandTarget(tokens, choice.width);
    case TargetSource::Permutation: return permutationTarget(tokens, choice.seed);
    case TargetSource::Random: return randomTarget(tokens, choice.temperature, choice.seed);
    case TargetSource::Head:
    case TargetSource::Painted: break;
    }
    return bandTarget(tokens, tokens);
}

Result<PlaygroundTarget> playgroundTarget(const DoubleMatrix &target, const PlaygroundOffer &offer)
{
    Result<RealizableAttention> attention = RealizableAttention::of(target);
    if (!attention)
        return attention.error();
    PlaygroundTarget playground{
        .attention = *std::move(attention), .tokens = offer.tokens, .showsUnits = offer.showsUnits, .truncation = {}};
    playground.truncation = truncationErrors(playground.attention);
    playground.largestShare = playground.attention.target().maxCoeff();
    for (int headSize = 1; headSize < playground.size(); ++headSize) {
        const DoubleMatrix realized = softmaxOfRows(playground.attention.scores(headSize));
        playground.largestShare = std::max(playground.largestShare, realized.maxCoeff());
        playground.largestDifference =
            std::max(playground.largestDifference, (realized - playground.attention.target()).cwiseAbs().maxCoeff());
    }
    return playground;
}

int neededHeadSize(const PlaygroundTarget &target)
{
    const std::vector<double> &values = target.attention.singularValues();
    const double tolerance = values.front() * target.size() * std::numeric_limits<float>::epsilon();
    const auto needed = std::ranges::count_if(values, [tolerance](double value) { return value > tolerance; });
    return std::clamp(static_cast<int>(needed), 1, target.attention.neededHeadSize());
}

}  // namespace core
