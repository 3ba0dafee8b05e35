#include "core/figure/playground/playground_found.h"

#include "core/figure/values/figure_text.h"

#include <algorithm>

namespace core {
namespace {

const FoundScores &bestBy(RowErrorMeasure measure, const BestFound &found)
{
    return measure == RowErrorMeasure::Divergence ? found.byDivergence : found.byTotalVariation;
}

void add(const DoubleMatrix &target, BestFound best, FoundSizes &found)
{
    const DoubleMatrix divergenceScores = best.byDivergence.factors.scores();
    const DoubleMatrix variationScores = best.byTotalVariation.factors.scores();
    found.errors.meanDivergence.push_back(best.byDivergence.meanDivergence);
    found.errors.largestDivergence.push_back(std::ranges::max(rowErrors(target, divergenceScores).divergence));
    found.errors.meanTotalVariation.push_back(best.byTotalVariation.meanTotalVariation);
    found.errors.largestTotalVariation.push_back(std::ranges::max(rowErrors(target, variationScores).totalVariation));
    for (const DoubleMatrix &scores : {divergenceScores, variationScores}) {
        const DoubleMatrix realized = softmaxOfRows(scores);
        found.largestShare = std::max(found.largestShare, realized.maxCoeff());
        found.largestDifference = std::max(found.largestDifference, (realized - target).cwiseAbs().maxCoeff());
    }
    found.bySize.push_back(std::move(best));
}

}  // namespace

Result<FoundSizes> searchHeadSizes(const RealizableAttention &target, FoundSizes found,
                                   const std::function<void(const FoundSizes &)> &soFar, const StopToken &stop)
{
    for (int headSize = found.count() + 1; headSize <= target.tokens(); ++headSize) {
        Result<BestFound> best = bestFound(target, headSize, found.bySize.empty() ? nullptr : &found.bySize.back(), stop);
        if (!best)
            return best.error();
        add(target.target(), *std::move(best), found);
        soFar(found);
    }
    return found;
}

std::string toleranceText(double tolerance)
{
    return formatNumber(tolerance, tolerance < 0.1 ? 2 : 1);
}

RealizedScores shownScores(const FoundSizes &found, const RealizedChoice &choice)
{
    return choice.headSize <= found.count() ? choice.scores : RealizedScores::Truncation;
}

ScoreFactors realizedFactors(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice)
{
    if (shownScores(found, choice) == RealizedScores::Truncation)
        return target.attention.factors(choice.headSize);
    return bestBy(choice.measure, found.bySize[static_cast<std::size_t>(choice.headSize) - 1]).factors;
}

}  // namespace core
