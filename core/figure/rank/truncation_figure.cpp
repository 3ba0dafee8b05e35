#include "core/figure/rank/truncation_figure.h"

#include "core/analysis/measures/trace_difference.h"
#include "core/base/counted.h"
#include "core/figure/values/figure_text.h"
#include "core/figure/values/layer_head_figure.h"
#include "core/model/model_outputs.h"

#include <fmt/core.h>

namespace core {

RankTruncation truncationOf(TruncatedHeads truncated, int rank, HeadRef selected, const HeadLayout &layout)
{
    RankTruncation truncation{.rank = rank, .heads = {}};
    if (truncated == TruncatedHeads::Selected)
        truncation.heads.push_back(selected);
    const bool takesAll = truncated == TruncatedHeads::All;
    for (int layer = 0; layer < layout.layers && (takesAll || truncated == TruncatedHeads::Layer); ++layer) {
        for (int head = 0; head < layout.heads && (takesAll || layer == selected.layer.value); ++head)
            truncation.heads.push_back({{layer}, {head}});
    }
    return truncation;
}

HeatMapFigure truncationEffectFigure(const AnalysisSnapshot &snapshot)
{
    const HeadLayout layout = headLayout(snapshot);
    if (!snapshot.truncated || layout.total() == 0)
        return {};
    const TraceDifference change = difference(*snapshot.trace, snapshot.truncated->trace);
    HeatMapFigure figure = layerHeadFigure(layout, [&](HeadRef head) { return change.at(head); });
    figure.title = "Change of every head's attention";
    figure.explanation =
        "‖A′ − A‖ / ‖A‖ of every head between the pass with the truncated heads and the whole one. A truncated head shows "
        "the error of its approximation, a head of a later layer the effect on it.";
    figure.valueName = "relative change";
    setScaleFromZero(figure);
    return figure;
}

std::string truncationText(const AnalysisSnapshot &snapshot)
{
    if (!snapshot.truncated)
        return {};
    const RankTruncation &truncation = snapshot.truncated->truncation;
    const std::size_t heads = truncation.heads.size();
    std::string text = fmt::format("{} truncated to rank {}", counted(heads, "head"), truncation.rank);
    const ModelConfig &config = snapshot.model->config;
    const auto followed = followedOutput(config, snapshot.outputs);
    if (!followed || snapshot.truncated->outputs.empty())
        return text;
    const std::string change =
        formatNumber(snapshot.outputs[*followed], 3) + " → " + formatNumber(snapshot.truncated->outputs[*followed], 3);
    const auto before = predictionName(config, snapshot.outputs);
    const auto after = predictionName(config, snapshot.truncated->outputs);
    if (!before || !after)
        return fmt::format("{}: {} {}", text, quantityName(config, *followed), change);
    return fmt::format("{}{}, {} {}", text,
                       before == after ? ": the prediction stays " + *before
                                       : fmt::format(": the prediction turns from {} to {}", *before, *after),
                       quantityName(config, *followed), change);
}

}  // namespace core
