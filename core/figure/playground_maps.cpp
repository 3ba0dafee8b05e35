#include "core/figure/playground_maps.h"

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

void setSharedScale(const PlaygroundTarget &target, const ColorOptions &colors, HeatMapFigure &figure)
{
    figure.valueName = "attention";
    figure.scaleNote = scaleNote(colors.gamma, {}, {});
    figure.scale = {.low = 0, .high = target.largestShare, .gamma = colors.gamma, .kind = ScaleKind::Linear};
    figure.colorMap = colors.colorMap;
}

}  // namespace

HeatMapFigure targetFigure(const PlaygroundTarget &target, const ColorOptions &colors)
{
    HeatMapFigure figure = map(target, target.attention.target());
    figure.title = "Target P";
    figure.explanation =
        "The attention that a head is to realise: each row is what one query gives to the keys and sums to 1. The "
        "theorem asks for positive shares, so that a share below 10⁻⁶ counts as 10⁻⁶.";
    setSharedScale(target, colors, figure);
    return figure;
}

HeatMapFigure realizedFigure(const PlaygroundTarget &target, int headSize, const ColorOptions &colors)
{
    HeatMapFigure figure = map(target, target.attention.attention(headSize));
    figure.title = "Realised with head size " + std::to_string(headSize);
    figure.explanation =
        "What a head of size dₚ makes of the target: softmax of log(P) · C cut to its dₚ largest singular values, "
        "C = I − 11ᵀ/n. No scores of that rank are closer in least squares.";
    setSharedScale(target, colors, figure);
    return figure;
}

HeatMapFigure differenceFigure(const PlaygroundTarget &target, int headSize)
{
    HeatMapFigure figure = map(target, target.attention.attention(headSize) - target.attention.target());
    figure.title = "Difference with head size " + std::to_string(headSize);
    figure.explanation =
        "Realised minus target: what the head gives too much, and too little. The colours reach as far as the largest "
        "difference of any head size.";
    figure.valueName = "realised − target";
    figure.scaleNote = "neutral at 0";
    setSignedScale(figure, target.largestDifference);
    return figure;
}

}  // namespace core
