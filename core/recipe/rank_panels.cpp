#include "core/recipe/rank_panels.h"

#include "core/figure/comparison/comparison_figures.h"
#include "core/figure/rank/baseline_figures.h"
#include "core/figure/rank/rank_map_figure.h"
#include "core/figure/rank/spectrum_figures.h"
#include "core/figure/rank/truncation_figure.h"
#include "core/figure/rank/weight_figures.h"
#include "core/recipe/index_text.h"
#include "core/recipe/panel_measures.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

// Random baselines are of the pass without a mask, and not every model has each of them.
Result<void> checkNulls(const PanelView &view)
{
    const SpectrumOptions &shown = view.panel.options.spectrum;
    const std::array baselines{std::pair(shown.showsShuffled, SpectrumBaseline::ShuffledTokens),
                               std::pair(shown.showsDrawn, SpectrumBaseline::RandomProjections),
                               std::pair(shown.showsPermuted, SpectrumBaseline::PermutedRows)};
    for (const auto &[isShown, baseline] : baselines) {
        if (!isShown)
            continue;
        if (view.snapshot.mask.isActive())
            return badInput("nulls: random baselines are of the pass without a mask, expected none under one");
        if (const std::string absence = baselineAbsence(baseline, view.snapshot); !absence.empty())
            return badInput("nulls: " + absence);
    }
    return {};
}

Result<void> checkBeside(const PanelView &view)
{
    const HeadLayout layout = headLayout(view.snapshot);
    const auto isAbsent = [&layout](HeadRef head) {
        return head.layer.value >= layout.layers || head.head.value >= layout.heads;
    };
    const std::vector<HeadRef> &beside = view.panel.options.spectrum.beside;
    const auto absent = std::ranges::find_if(beside, isAbsent);
    if (absent == beside.end())
        return {};
    return badInput("beside: there is no head [" + std::to_string(absent->layer.value) + ", " +
                    std::to_string(absent->head.value) + "], expected layers from 0 to " +
                    std::to_string(layout.layers - 1) + " and heads from 0 to " + std::to_string(layout.heads - 1));
}

// Of a line at so many singular values, where 0 is none.
Result<void> checkMarkedRank(const PanelView &view)
{
    const int k = view.panel.options.markedRank;
    const int most = largestRank(view.snapshot, view.head);
    return k <= most || most == 0 ? Result<void>() : Result<void>(badInput("k: " + noSuchNumber(k, 0, most)));
}

Result<Figure> meansFigure(const PanelView &view, const SpectrumQuantity &quantity)
{
    const ModelComparison &comparison = *view.answers.comparison;
    const ComparedModel &compared = comparison.models.front();
    if (!compared.problem.empty())
        return badInput("data: " + compared.problem);
    if (!corpusNumbers(comparison, *compared.model))
        return badInput("data: none of the texts has a token for this model");
    return Figure(corpusRankMapFigure(comparison, compared, quantity.matrix, quantity.measure));
}

Result<Figure> comparedFigure(const PanelView &view, SpectrumQuantity quantity)
{
    const PanelOptions &options = view.panel.options;
    quantity.isShareOfTokens = options.isShareOfTokens;
    const ModelComparison &comparison = *view.answers.comparison;
    const auto hasLength = [&options](const ComparedModel &compared) {
        return compared.summary.group(options.lengthGroup) != nullptr;
    };
    if (!std::ranges::any_of(comparison.models, hasLength))
        return badInput("lengths: no text is in the group up to " + std::to_string(options.lengthGroup) +
                        ", expected 0 for all or one of 8, 16, 32, 64 and so on");
    return Figure(
        comparisonFigure(comparison, {.axis = options.axis, .quantity = quantity, .lengthGroup = options.lengthGroup})
            .curves);
}

// On paper nothing can be dragged.
Figure withFixedLines(CurveFigure figure)
{
    for (BoundLine &bound : figure.bounds)
        bound.isMovable = false;
    return figure;
}

}  // namespace

Result<Figure> spectrumPanel(const PanelView &view)
{
    for (const Result<void> &checked : {checkNulls(view), checkBeside(view), checkMarkedRank(view)}) {
        if (!checked)
            return checked.error();
    }
    return withFixedLines(
        spectrumFigure(view.snapshot, view.head, view.panel.options.spectrum, view.panel.options.markedRank));
}

Result<Figure> cumulativePanel(const PanelView &view)
{
    if (const auto checked = checkMarkedRank(view); !checked)
        return checked.error();
    const PanelOptions &options = view.panel.options;
    return withFixedLines(cumulativeFigure(view.snapshot, view.head, options.markedRank, options.spectrum.centersAttention));
}

Result<Figure> spectrumQuantityPanel(const PanelView &view)
{
    const auto quantity = spectrumQuantityNamed(view.panel.matrix, view.panel.measure);
    if (!quantity)
        return quantity.error();
    if (view.panel.kind == PanelKind::HeadSizes)
        return comparedFigure(view, *quantity);
    if (view.panel.kind == PanelKind::LayerHeadMeans)
        return meansFigure(view, *quantity);
    return Figure(rankMapFigure(view.snapshot, quantity->matrix, quantity->measure, view.panel.options.tolerance));
}

Result<Figure> truncationPanel(const PanelView &view)
{
    const int rank = view.panel.options.rank;
    const int most = largestRank(view.snapshot, view.head);
    // The usual rank is for any text, also one of fewer tokens.
    if (rank > most && most > 0 && rank != PanelOptions().rank)
        return badInput("rank: " + noSuchNumber(rank, 0, most));
    return Figure(truncationEffectFigure(view.snapshot));
}

Result<Figure> weightMapPanel(const PanelView &view)
{
    const auto measure = weightMeasureNamed(view.panel.measure);
    if (!measure)
        return measure.error();
    return Figure(weightMapFigure(view.snapshot, view.answers.diagnosis.get(), *measure));
}

}  // namespace core
