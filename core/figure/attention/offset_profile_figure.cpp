#include "core/figure/attention/offset_profile_figure.h"

#include "core/figure/values/figure_text.h"

#include <algorithm>
#include <cstdlib>

namespace core {
namespace {

std::string offsetName(int offset)
{
    return (offset > 0 ? "+" : offset < 0 ? "−" : "") + std::to_string(std::abs(offset));
}

// Every how many offsets one is named.
int namedStep(int reach)
{
    return reach >= 8 ? 4 : std::max(1, reach / 2);
}

}  // namespace

OffsetProfileFigure offsetProfileFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units)
{
    const auto map = tokenMap(snapshot, head);
    if (!map || map->cols() != units.tokenCount() || units.size() == 0)
        return {};
    const Matrix values = attentionBetweenUnits(*map, units);
    OffsetProfileFigure figure{
        .title = "Offset profile",
        .explanation = "Mean attention to the key at a fixed distance from its query: mean over i of A[i, i + offset].",
        .reach = std::min(furthestOffset, units.size() - 1),
        .means = {},
    };
    for (int offset = -figure.reach; offset <= figure.reach; ++offset)
        figure.means.push_back(values.diagonal(offset).mean());
    return figure;
}

BarFigure offsetBars(const OffsetProfileFigure &figure, bool isMasked)
{
    BarFigure bars{.title = figure.title,
                   .explanation = figure.explanation,
                   .absence = {},
                   .valueName = isMasked ? "mean attention under the mask" : "mean attention",
                   .placeName = "key − query",
                   .direction = BarDirection::Upward,
                   .isSigned = false,
                   .bars = {}};
    for (int offset = -figure.reach; offset <= figure.reach && !figure.isEmpty(); ++offset) {
        const bool isNamed = offset % namedStep(figure.reach) == 0;
        bars.bars.push_back({.label = isNamed ? offsetName(offset) : "",
                             .value = figure.at(offset),
                             .number = formatNumber(figure.at(offset), 3)});
    }
    shareRoom(bars.bars);
    return bars;
}

std::string printFigure(const OffsetProfileFigure &figure)
{
    std::string text = figure.title + '\n';
    for (int offset = -figure.reach; offset <= figure.reach; ++offset)
        text += std::to_string(offset) + ' ' + formatNumber(figure.at(offset), 3) + '\n';
    return text;
}

}  // namespace core
