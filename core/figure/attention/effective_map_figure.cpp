#include "core/figure/attention/effective_map_figure.h"

namespace core {

std::string effectiveMapExplanation(const DisplayUnits &units)
{
    return "How much of each key token's value a query token takes in: M = P F, the attention over slots times the "
           "projection of "
           "the values. Signed; rows do not sum to 1; its rank is at most the projected length." +
           unitExplanation(units, valueSteps);
}

HeatMapFigure effectiveMapFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units)
{
    const auto map = effectiveMap(snapshot, head);
    if (!map || map->cols() != units.tokenCount() || units.size() == 0)
        return {};
    HeatMapFigure figure{
        .title = headName(snapshot, head),
        .explanation = effectiveMapExplanation(units),
        .rows = unitAxis("query token", units),
        .columns = unitAxis("key token", units),
        .values = valuesBetweenUnits(*map, units),
        .valueName = "effective attention",
        .scaleNote = joinedNotes("signed, neutral at 0", scaleNote(1, units, valueSteps)),
    };
    setSignedScale(figure);
    return figure;
}

}  // namespace core
