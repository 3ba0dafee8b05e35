#include "core/figure/playground/playground_maps.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {
namespace {

FigureAxis axisOf(const PlaygroundTarget &target, std::string name)
{
    return {.name = std::move(name), .labels = target.tokens, .showsUnits = target.showsUnits};
}

HeatMapFigure map(const PlaygroundTarget &target, const DoubleMatrix &values)
{
    HeatMapFigure figure;
    figure.rows = axisOf(target, target.showsUnits ? "query token" : "query");
    figure.columns = axisOf(target, target.showsUnits ? "key token" : "key");
    figure.values = values.cast<float>();
    return figure;
}

// Of all head sizes by the chosen scores.
double largestOf(const RealizedChoice &choice, double truncated, double found)
{
    return choice.scores == RealizedScores::BestFound ? std::max(truncated, found) : truncated;
}

void setSharedScale(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice,
                    const ColorOptions &colors, HeatMapFigure &figure)
{
    figure.valueName = "attention";
    figure.scaleNote = scaleNote(colors.gamma, {}, {});
    figure.scale = {.low = 0,
                    .high = largestOf(choice, target.largestShare, found.largestShare),
                    .gamma = colors.gamma,
                    .kind = ScaleKind::Linear};
    figure.colorMap = colors.colorMap;
}

DoubleMatrix realizedMap(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice)
{
    return softmaxOfRows(realizedFactors(target, found, choice).scores());
}

std::string titleStart(const FoundSizes &found, const RealizedChoice &choice)
{
    return shownScores(found, choice) == RealizedScores::BestFound ? "Best found with head size "
                                                                   : "Truncation to head size ";
}

}  // namespace

HeatMapFigure targetFigure(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice,
                           const ColorOptions &colors)
{
    HeatMapFigure figure = map(target, target.attention.target());
    figure.title = "Target P";
    figure.explanation =
        "The attention that a head is to realize: each row is what one query gives to the keys and sums to 1. Where its "
        "logarithm is taken, a share of exactly 0 counts as 10⁻⁶; errors are measured against the target itself.";
    setSharedScale(target, found, choice, colors, figure);
    return figure;
}

HeatMapFigure realizedFigure(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice,
                             const ColorOptions &colors)
{
    HeatMapFigure figure = map(target, realizedMap(target, found, choice));
    figure.title = titleStart(found, choice) + std::to_string(choice.headSize);
    figure.explanation =
        shownScores(found, choice) == RealizedScores::BestFound
            ? "The map of rank-dₚ scores that a search found closest to the target: the mean divergence of its rows is "
              "minimized by L-BFGS from the truncation, from the best of one feature less, and from keys on a circle and on "
              "a line. There may be closer ones."
            : "Softmax of log(P) · C cut to its dₚ largest singular values, C = I − 11ᵀ/n. It is the closest to log(P) · C "
              "in least squares, not the closest map: a head of this size can come closer.";
    setSharedScale(target, found, choice, colors, figure);
    return figure;
}

HeatMapFigure differenceFigure(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice)
{
    HeatMapFigure figure = map(target, realizedMap(target, found, choice) - target.attention.target());
    figure.title = fmt::format("Difference: {}{}", titleStart(found, choice), choice.headSize);
    figure.explanation =
        "Realized minus target: what the head gives too much, and too little. The colors reach as far as the largest "
        "difference of any head size.";
    figure.valueName = "realized − target";
    figure.scaleNote = "neutral at 0";
    setSignedScale(figure, largestOf(choice, target.largestDifference, found.largestDifference));
    return figure;
}

}  // namespace core
