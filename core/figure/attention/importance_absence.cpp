#include "core/figure/attention/importance_absence.h"

#include "core/importance/importance_run.h"
#include "core/pipeline/importance_of_snapshot.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

// Why the model has none, or this text.
std::string reasonFor(const AnalysisSnapshot &snapshot, ImportanceMeasure measure)
{
    std::string ofModel = importanceAbsence(importancePass(snapshot), measure);
    if (!ofModel.empty())
        return ofModel;
    return describe(measure).cost == ImportanceCost::Passes ? "no token can be deleted and leave a text"
                                                            : "no value is a number";
}

}  // namespace

std::string importanceAbsenceSentence(const AnalysisSnapshot &snapshot)
{
    if (!snapshot.importance || !snapshot.text || snapshot.text->tokens.empty())
        return {};
    const std::vector<double> &values = snapshot.importance->values;
    if (std::ranges::any_of(values, [](double value) { return !std::isnan(value); }))
        return {};
    const ImportanceDescription &measure = describe(snapshot.importance->measure);
    return fmt::format("No {}: {}.", measure.name, reasonFor(snapshot, measure.measure));
}

}  // namespace core
