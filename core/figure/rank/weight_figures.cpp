#include "core/figure/rank/weight_figures.h"

#include "core/analysis/measures/attention_measures.h"
#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/spectra/spectrum_measures.h"
#include "core/figure/rank/spectrum_curve.h"
#include "core/figure/values/figure_text.h"
#include "core/figure/values/layer_head_figure.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace core {
namespace {

constexpr const char *queryKeyName = "W_Q · W_K";
constexpr const char *valueOutputName = "W_V · W_O";
constexpr double smallestWeightShare = 1e-6;  // below it a singular value of F32 weights is rounding

// Why there are no spectra of weights; empty where there are.
std::string weightAbsence(const CheckpointDiagnosis *diagnosis)
{
    if (diagnosis && !diagnosis->weightsAbsence.empty())
        return diagnosis->weightsAbsence;
    return diagnosis && !diagnosis->weights.empty() ? "" : "Reading the weights.";
}

std::span<const double> attentionSpectrum(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return snapshot.spectra ? core::spectrumOf(*snapshot.spectra, SpectrumMatrix::Attention, spectrumHead(snapshot, head))
                            : std::span<const double>();
}

double least(const CurveFigure &figure)
{
    double smallest = 1.0;
    for (const Curve &curve : figure.curves) {
        for (const double share : curve.y)
            smallest = share > 0.0 ? std::min(smallest, share) : smallest;
    }
    return std::max(smallest / 2, smallestWeightShare);
}

double numberOr(const std::optional<double> &number)
{
    return number.value_or(undefined);
}

WeightFacts factsOf(std::string name, double rank, const std::optional<double> &symmetric)
{
    return {.name = std::move(name),
            .stableRank = formatNumber(rank, 1),
            .symmetric = formatNumber(numberOr(symmetric), 2),
            .antisymmetric = formatNumber(1 - numberOr(symmetric), 2)};
}

WeightFacts factsOf(std::string name, const WeightProduct &product)
{
    return factsOf(std::move(name), numberOr(product.stableRank()), product.symmetricShare);
}

double patternValue(const HeadPattern *pattern, WeightMeasure measure)
{
    if (!pattern)
        return undefined;
    return measure == WeightMeasure::FromUniform ? pattern->fromUniform : pattern->fromNearest;
}

double weightValue(const HeadWeightSpectra *weights, WeightMeasure measure)
{
    if (!weights)
        return undefined;
    const bool isQueryKey = measure == WeightMeasure::QueryKeyRank || measure == WeightMeasure::QueryKeySymmetry;
    if (isQueryKey && !weights->queryKey)
        return undefined;
    const WeightProduct &product = isQueryKey ? *weights->queryKey : weights->valueOutput;
    const bool isRank = measure == WeightMeasure::QueryKeyRank || measure == WeightMeasure::ValueOutputRank;
    return numberOr(isRank ? product.stableRank() : product.symmetricShare);
}

bool isOfPatterns(WeightMeasure measure)
{
    return measure == WeightMeasure::FromUniform || measure == WeightMeasure::FromNearest;
}

// Why there is no map of the measure; empty where there is.
std::string mapAbsence(const CheckpointDiagnosis *diagnosis, WeightMeasure measure)
{
    if (!isOfPatterns(measure))
        return weightAbsence(diagnosis);
    if (!diagnosis || (diagnosis->patterns.heads.empty() && diagnosis->patternsAbsence.empty()))
        return "Running the probe texts.";
    if (!diagnosis->patternsAbsence.empty())
        return diagnosis->patternsAbsence;
    return measure == WeightMeasure::FromNearest ? diagnosis->patterns.pairAbsence : "";
}

// A head without a number, as a pruned one, is as dark as the least and says so where it is pointed at.
void noteUndefined(HeatMapFigure &figure, int decimals)
{
    float least = std::numeric_limits<float>::infinity();
    for (const float value : figure.values.reshaped())
        least = std::isnan(value) ? least : std::min(least, value);
    for (Eigen::Index row = 0; row < figure.values.rows(); ++row) {
        for (Eigen::Index column = 0; column < figure.values.cols(); ++column) {
            float &value = figure.values(row, column);
            figure.notes.push_back(std::isnan(value) ? "not defined" : formatNumber(value, decimals));
            value = std::isnan(value) ? least : value;
        }
    }
}

}  // namespace

CurveFigure weightSpectrumFigure(const AnalysisSnapshot &snapshot, HeadRef head, const CheckpointDiagnosis *diagnosis,
                                 bool isLogarithmic)
{
    CurveFigure figure;
    figure.title = "Spectra of the weights of " + headName(snapshot, head);
    figure.absence = weightAbsence(diagnosis);
    const HeadWeightSpectra *weights = figure.absence.empty() ? diagnosis->weightsOf(head) : nullptr;
    if (!weights)
        return figure;
    figure.explanation =
        "Singular values σᵢ of W_Q · W_K, which scores a pair of hidden states, and of W_V · W_O, which moves one into the "
        "residual stream, beside those of the head's attention to the shown text; each as a share of the largest. Both "
        "products have rank at most the head size.";
    const std::span<const double> attention = attentionSpectrum(snapshot, head);
    const std::span<const double> valueOutput = weights->valueOutput.singularValues;
    const int count = static_cast<int>(std::max(attention.size(), valueOutput.size()));
    const auto curve = [](const char *name, std::span<const double> values, CurveRole role) {
        return spectrumCurve(name, values, static_cast<int>(values.size()), role);
    };
    if (!attention.empty())
        figure.curves.push_back(curve("attention", attention, CurveRole::Reference));
    figure.curves.push_back(curve(valueOutputName, valueOutput, CurveRole::Secondary));
    if (weights->queryKey)
        figure.curves.push_back(curve(queryKeyName, weights->queryKey->singularValues, CurveRole::Primary));
    figure.x = {
        .name = "index i", .scale = AxisScale::Linear, .isWhole = true, .low = 1.0, .high = static_cast<double>(count)};
    figure.y = {.name = "σᵢ / σ₁",
                .scale = isLogarithmic ? AxisScale::Logarithmic : AxisScale::Linear,
                .isWhole = false,
                .low = {},
                .high = 1.0};
    figure.y.low = isLogarithmic ? least(figure) : 0.0;
    return figure;
}

std::vector<WeightFacts> weightFacts(const AnalysisSnapshot &snapshot, HeadRef head, const CheckpointDiagnosis *diagnosis)
{
    const HeadWeightSpectra *weights = weightAbsence(diagnosis).empty() ? diagnosis->weightsOf(head) : nullptr;
    if (!weights)
        return {};
    std::vector<WeightFacts> facts;
    if (weights->queryKey)
        facts.push_back(factsOf(queryKeyName, *weights->queryKey));
    facts.push_back(factsOf(valueOutputName, weights->valueOutput));
    if (const auto spectrum = attentionSpectrum(snapshot, head); !spectrum.empty()) {
        const std::optional<MatrixView> map = tokenMap(snapshot, head);
        facts.push_back(factsOf("attention", stableRank(spectrum), map ? symmetricShare(*map) : std::nullopt));
    }
    return facts;
}

HeatMapFigure weightMapFigure(const AnalysisSnapshot &snapshot, const CheckpointDiagnosis *diagnosis, WeightMeasure measure)
{
    const HeadLayout layout = headLayout(snapshot);
    if (std::string absence = mapAbsence(diagnosis, measure); !absence.empty() || layout.total() == 0)
        return {.absence = std::move(absence)};
    const WeightMeasureDescription &description = describe(measure);
    HeatMapFigure figure = layerHeadFigure(layout, [&](HeadRef head) {
        return isOfPatterns(measure) ? patternValue(diagnosis->patternOf(head), measure)
                                     : weightValue(diagnosis->weightsOf(head), measure);
    });
    if (figure.values.array().isNaN().all())
        return {.absence = fmt::format("The {} is not defined for this model.", description.name)};
    noteUndefined(figure, description.decimals);
    figure.title = std::string(description.name);
    figure.explanation = fmt::format("{} of every head: {}.", figure.title, description.formula);
    figure.valueName = std::string(description.briefly);
    setScaleFromZero(figure);
    return figure;
}

}  // namespace core
