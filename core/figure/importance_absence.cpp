#include "core/figure/importance_absence.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

std::string erasureAbsence(const AnalysisSnapshot &snapshot)
{
    if (snapshot.outputs.empty())
        return "No erasure: it is the fall of a prediction, and this model has no classification head.";
    return "No erasure: no token can be deleted and leave a text.";
}

}  // namespace

std::string importanceAbsence(const AnalysisSnapshot &snapshot)
{
    if (!snapshot.importance || !snapshot.text || snapshot.text->tokens.empty())
        return {};
    const std::vector<double> &values = snapshot.importance->values;
    if (std::ranges::any_of(values, [](double value) { return !std::isnan(value); }))
        return {};
    const ImportanceDescription &measure = describe(snapshot.importance->measure);
    return measure.measure == ImportanceMeasure::Erasure ? erasureAbsence(snapshot)
                                                         : "This model has no " + std::string(measure.name) + '.';
}

}  // namespace core
