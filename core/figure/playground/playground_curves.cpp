#include "core/figure/playground/playground_curves.h"

#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {
namespace {

constexpr double rounding = 1e-9;
constexpr double lowest = 1e-6;

bool isDivergence(RowErrorMeasure measure)
{
    return measure == RowErrorMeasure::Divergence;
}

Curve overHeadSizes(std::string name, const std::vector<double> &values, CurveRole role)
{
    Curve curve{.name = std::move(name), .x = {}, .y = values, .role = role};
    for (std::size_t headSize = 1; headSize <= values.size(); ++headSize)
        curve.x.push_back(static_cast<double>(headSize));
    return curve;
}

// Down to what is no rounding yet, at most to 10^-6: a curve that vanishes leaves the plot below.
CurveAxis logarithmicAxis(std::string name, const std::vector<Curve> &curves)
{
    CurveAxis axis{.name = std::move(name), .scale = AxisScale::Logarithmic, .isWhole = false, .low = {}, .high = {}};
    double least = 1;
    double largest = 0;
    for (const Curve &curve : curves) {
        for (const double value : curve.y) {
            least = value > rounding ? std::min(least, value) : least;
            largest = std::max(largest, value);
        }
    }
    axis.low = std::max(lowest, least / 2);
    if (largest <= lowest)
        axis.high = 1;
    return axis;
}

// Lines at the same place become one with both names.
void addBound(CurveFigure &figure, int at, const std::string &label)
{
    const auto same = std::ranges::find(figure.bounds, static_cast<double>(at), &BoundLine::at);
    if (same == figure.bounds.end())
        figure.bounds.push_back({BoundLine::Axis::X, static_cast<double>(at), label});
    else
        same->label += " = " + label;
}

CurveAxis wholeAxis(std::string name)
{
    return {.name = std::move(name), .scale = AxisScale::Linear, .isWhole = true, .low = {}, .high = {}};
}

}  // namespace

std::string rowErrorName(RowErrorMeasure measure)
{
    return isDivergence(measure) ? "divergence" : "total variation";
}

std::string rowErrorExplanation(RowErrorMeasure measure)
{
    return isDivergence(measure)
               ? "Kullback–Leibler divergence of each realized row P′ from its target: Σⱼ Pⱼ ln(Pⱼ / P′ⱼ), in nats."
               : "Total variation between each realized row P′ and its target: ½ Σⱼ |Pⱼ − P′ⱼ|, from 0 to 1.";
}

std::vector<double> rowErrorNumbers(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice)
{
    const RowErrors errors = rowErrors(target.attention.target(), realizedFactors(target, found, choice).scores());
    return isDivergence(choice.measure) ? errors.divergence : errors.totalVariation;
}

BarFigure rowErrorBars(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice)
{
    BarFigure bars{.title = "Error of each row",
                   .explanation = rowErrorExplanation(choice.measure),
                   .absence = {},
                   .valueName = isDivergence(choice.measure) ? "KL (nats)" : "TV",
                   .direction = BarDirection::Rightward,
                   .isSigned = false,
                   .bars = {}};
    for (const double error : rowErrorNumbers(target, found, choice))
        bars.bars.push_back({.label = {}, .value = error, .number = formatError(error)});
    shareRoom(bars.bars);
    return bars;
}

CurveFigure headSizeErrorFigure(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice,
                                double tolerance, std::optional<int> modelHeadSize)
{
    const auto mean = [&](const HeadSizeErrors &errors) {
        return isDivergence(choice.measure) ? errors.meanDivergence : errors.meanTotalVariation;
    };
    const auto largest = [&](const HeadSizeErrors &errors) {
        return isDivergence(choice.measure) ? errors.largestDivergence : errors.largestTotalVariation;
    };
    CurveFigure figure;
    figure.title = "Error over head size";
    figure.explanation = fmt::format(
        "How far the realized map is from the target, for every head size. Truncation: softmax of log(P) · C cut to dₚ "
        "singular values; it may rise with dₚ. Best found: the smallest error over scores of rank dₚ that a search from "
        "several starts found. Both are upper bounds on the smallest error there is. Thick: mean of the rows; dashed: the "
        "worst row.\n\n{} A head size of n − 1 realizes every positive map exactly.",
        rowErrorExplanation(choice.measure));
    figure.curves = {overHeadSizes("truncation, worst row", largest(target.truncation), CurveRole::Reference),
                     overHeadSizes("truncation", mean(target.truncation), CurveRole::Secondary)};
    if (found.count() > 0) {
        figure.curves.push_back(overHeadSizes("best found, worst row", largest(found.errors), CurveRole::Reference));
        figure.curves.push_back(overHeadSizes("best found", mean(found.errors), CurveRole::Primary));
    }
    figure.x = wholeAxis("head size dₚ");
    figure.y = logarithmicAxis(
        rowErrorName(choice.measure) + " from the target" + (isDivergence(choice.measure) ? " (nats)" : ""), figure.curves);
    addBound(figure, choice.headSize, "dₚ");
    if (target.size() > 1)
        addBound(figure, target.size() - 1, "n − 1");
    if (modelHeadSize && *modelHeadSize <= target.size())
        addBound(figure, *modelHeadSize, "this model");
    if (!isDivergence(choice.measure))
        figure.bounds.push_back(
            {.axis = BoundLine::Axis::Y, .at = tolerance, .label = "tolerance " + toleranceText(tolerance)});
    return figure;
}

CurveFigure logSpectrumFigure(const PlaygroundTarget &target, int headSize)
{
    std::vector<double> shares = target.attention.singularValues();
    const double largest = std::max(shares.front(), 1e-300);
    for (double &share : shares)
        share /= largest;
    CurveFigure figure;
    figure.title = "Singular values of log(P) C";
    figure.explanation =
        "What the target's scores are made of: singular values of log(P) · C, C = I − 11ᵀ/n, as shares of the largest. "
        "The truncation to head size dₚ keeps the first dₚ; the last is always 0, as the rows are centered. A share of "
        "exactly 0 counts as 10⁻⁶.";
    figure.curves = {overHeadSizes("σ", shares, CurveRole::Primary)};
    figure.x = wholeAxis("index");
    figure.y = logarithmicAxis("singular value of log(P) C, share of the largest", figure.curves);
    addBound(figure, headSize, "dₚ");
    return figure;
}

}  // namespace core
