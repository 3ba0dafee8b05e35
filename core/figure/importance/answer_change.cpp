#include "core/figure/importance/answer_change.h"

#include "core/base/head_label.h"
#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace core {
namespace {

bool haveSameLabels(const FigureAxis &one, const FigureAxis &other)
{
    return std::ranges::equal(one.labels, other.labels, {}, &AxisLabel::text, &AxisLabel::text);
}

// "+0.09", "−0.1", and "0.00" where no digit is left.
std::string changeText(double change, int decimals)
{
    const std::string digits = formatNumber(std::abs(change), decimals);
    if (digits.find_first_not_of("0.") == std::string::npos)
        return digits;
    return (change < 0 ? "−" : "+") + digits;
}

std::optional<double> measureOf(const AnalysisSnapshot &snapshot, HeadRef head, HeadMeasure measure)
{
    const HeadRef shown = headWithin(snapshot, head);
    if (!snapshot.measures || shown.layer.value >= snapshot.measures->layers() ||
        shown.head.value >= snapshot.measures->heads())
        return std::nullopt;
    const double value = snapshot.measures->at(shown, measure);
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

}  // namespace

HeatMapFigure mapChange(const HeatMapFigure &first, const HeatMapFigure &second)
{
    if (first.isEmpty() || second.isEmpty())
        return {.absence = "One side has no such map, so there is no difference."};
    if (first.valueName != second.valueName)
        return {.absence =
                    fmt::format("The two maps show different quantities: {} and {}.", first.valueName, second.valueName)};
    const bool haveSameTokens = haveSameLabels(first.rows, second.rows) && haveSameLabels(first.columns, second.columns) &&
                                first.values.rows() == second.values.rows() && first.values.cols() == second.values.cols();
    if (!haveSameTokens)
        return {.absence = "The two sides have different tokens, so there is no difference cell by cell."};
    HeatMapFigure change = second;
    change.title = "Difference";
    change.explanation = "This head's map on the second side minus that on the first, cell by cell.";
    change.values -= first.values;
    if (change.values.isZero(0))
        return {.absence = "The map is the same on both sides."};
    change.valueName = second.valueName + ", second − first";
    change.scaleNote = "neutral at 0";
    setSignedScale(change);
    return change;
}

TokenStripFigure stripChange(const AnalysisSnapshot &first, const DisplayUnits &firstUnits, const AnalysisSnapshot &second,
                             const DisplayUnits &secondUnits)
{
    if (!first.importance || !second.importance || firstUnits.labels() != secondUnits.labels() ||
        importanceName(first) != importanceName(second))
        return {};
    std::vector<double> change = importanceOfUnits(*second.importance, secondUnits);
    const std::vector<double> before = importanceOfUnits(*first.importance, firstUnits);
    for (std::size_t unit = 0; unit < change.size(); ++unit)
        change[unit] -= before[unit];
    TokenStripFigure strip = tokenStripFigure(first, firstUnits);
    strip.title = "Difference of the tokens";
    strip.measureName += ", second − first";
    strip.explanation = fmt::format("Change of each token: {}.", strip.measureName);
    strip.chips = tokenChips(change, firstUnits);
    return strip;
}

std::string headChangeText(const AnalysisSnapshot &first, const AnalysisSnapshot &second, HeadRef head)
{
    std::string text;
    for (const HeadMeasureDescription &measure : headMeasureDescriptions()) {
        const std::optional<double> before = measureOf(first, head, measure.measure);
        const std::optional<double> after = measureOf(second, head, measure.measure);
        if (!before || !after)
            continue;
        text += fmt::format("{}{} {} → {} ({})", text.empty() ? "" : " · ", measure.name,
                            formatNumber(*before, measure.decimals), formatNumber(*after, measure.decimals),
                            changeText(*after - *before, measure.decimals));
    }
    return text.empty() ? text : headLabel(headWithin(first, head)) + ": " + text;
}

}  // namespace core
