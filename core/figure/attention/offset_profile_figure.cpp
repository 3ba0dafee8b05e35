#include "core/figure/attention/offset_profile_figure.h"

#include "core/figure/values/figure_text.h"

#include <algorithm>

namespace core {

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

std::string printFigure(const OffsetProfileFigure &figure)
{
    std::string text = figure.title + '\n';
    for (int offset = -figure.reach; offset <= figure.reach; ++offset)
        text += std::to_string(offset) + ' ' + formatNumber(figure.at(offset), 3) + '\n';
    return text;
}

}  // namespace core
