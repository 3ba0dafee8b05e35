#include "core/figure/rank/spectrum_figures.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/spectra/spectrum_measures.h"
#include "core/base/head_label.h"
#include "core/base/quantile.h"
#include "core/figure/rank/baseline_figures.h"
#include "core/figure/rank/spectrum_curve.h"
#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace core {
namespace {

constexpr double smallestShare = 1e-8;  // below it a singular value of F32 numbers is rounding

using Spectrum = std::span<const double>;

// What is taken away from the attention before it is decomposed.
std::string removedText(bool centersAttention)
{
    return centersAttention ? " The constant direction is removed from the attention: P C with C = I − 11ᵀ / n, every row "
                              "less its mean, which is 1 / n where the row sums to 1."
                            : "";
}

// LAMA's heads share one matrix.
std::vector<HeadRef> headsWithSpectra(const AnalysisSnapshot &snapshot)
{
    const HeadLayout layout = headLayout(snapshot);
    std::vector<HeadRef> heads;
    for (int layer = 0; layer < layout.layers; ++layer) {
        for (int head = 0; head < (isLama(snapshot) ? 1 : layout.heads); ++head)
            heads.push_back({{layer}, {head}});
    }
    return heads;
}

Spectrum spectrumOf(const AnalysisSnapshot &snapshot, SpectrumMatrix matrix, HeadRef head)
{
    return snapshot.spectra ? core::spectrumOf(*snapshot.spectra, matrix, spectrumHead(snapshot, head)) : Spectrum();
}

// All heads at every rank.
struct HeadsTogether {
    CurveBand range;
    CurveBand middleHalf;
    Curve median;
};

HeadsTogether together(const std::vector<Curve> &heads)
{
    const std::vector<double> &x = heads.front().x;
    HeadsTogether all{
        .range = {.name = fmt::format("all {} heads", heads.size()), .x = x, .low = {}, .high = {}},
        .middleHalf = {.name = "middle 50 % of heads", .x = x, .low = {}, .high = {}},
        .median = {.name = "median of heads", .x = x, .y = {}, .role = CurveRole::Reference, .isDashed = true}};
    std::vector<double> values(heads.size());
    for (std::size_t rank = 0; rank < x.size(); ++rank) {
        std::ranges::transform(heads, values.begin(), [rank](const Curve &head) { return head.y[rank]; });
        std::ranges::sort(values);
        all.range.low.push_back(values.front());
        all.range.high.push_back(values.back());
        all.middleHalf.low.push_back(values[values.size() / 4]);
        all.middleHalf.high.push_back(values[(3 * values.size()) / 4]);
        all.median.y.push_back(quantileOfSorted(values, 0.5));
    }
    return all;
}

// Each head for itself, over the middle half of them; of so many that their lines would run together, what they span.
void addAllHeads(const AnalysisSnapshot &snapshot, SpectrumMatrix matrix, int count, CurveFigure &figure)
{
    constexpr std::size_t fewestWithHalf = 4;
    constexpr std::size_t mostLines = 48;
    std::vector<Curve> heads;
    for (const HeadRef head : headsWithSpectra(snapshot))
        heads.push_back(spectrumCurve(headLabel(head), spectrumOf(snapshot, matrix, head), count, CurveRole::Crowd));
    if (heads.size() < fewestWithHalf) {
        figure.curves = std::move(heads);
        return;
    }
    HeadsTogether all = together(heads);
    if (heads.size() > mostLines) {
        figure.bands.push_back(std::move(all.range));
        figure.curves = {std::move(all.median)};
    } else {
        figure.curves = std::move(heads);
    }
    figure.bands.push_back(std::move(all.middleHalf));
}

// The rank of what a softmax gives is not bounded by the head size, so the text never says so of it.
std::string explanationOf(const AnalysisSnapshot &snapshot)
{
    if (isLama(snapshot))
        return "Singular values σᵢ of the attention of all heads together, heads × words, and of what enters its softmax, "
               "each as a "
               "share of the largest.";
    const AttentionMechanism &mechanism = attentionMechanism(snapshot);
    if (mechanism.hasScores())
        return "Singular values σᵢ of the head's attention, after the softmax, and of its scores, before it, each as a "
               "share of the "
               "largest. The rank of the scores is at most the head size; that of the attention is not bounded by it.";
    if (!mechanism.isMapImplied)
        return "Singular values σᵢ of the head's map over features, each as a share of the largest.";
    return "Singular values σᵢ of the map over tokens that the head implies, each as a share of the largest. Linear "
           "attention has no "
           "scores; its map is a product through the head's features, whose rank is at most their number.";
}

void addBounds(const AnalysisSnapshot &snapshot, int count, CurveFigure &figure)
{
    if (!snapshot.model || isLama(snapshot))
        return;
    const ModelConfig &config = snapshot.model->config;
    const auto add = [&](int at, const std::string &name) {
        if (at < count)
            figure.bounds.push_back(
                {.axis = BoundLine::Axis::X, .at = static_cast<double>(at), .label = name + ' ' + std::to_string(at)});
    };
    if (config.headSize > 0)
        add(config.headSize, attentionMechanism(snapshot).hasScores() ? "scores: head size" : "head size");
    if (config.attention.projectedLength > 0)
        add(config.attention.projectedLength, "projected length");
}

// Those that the shown model has.
void addHeadsBeside(const AnalysisSnapshot &snapshot, HeadRef selected, const SpectrumOptions &options, int count,
                    CurveFigure &figure)
{
    const std::vector<HeadRef> known = headsWithSpectra(snapshot);
    for (const HeadRef head : options.beside) {
        if (head != selected && std::ranges::find(known, head) != known.end())
            figure.curves.push_back(spectrumCurve(headLabel(head),
                                                  spectrumOf(snapshot, shownAttentionMatrix(options.centersAttention), head),
                                                  count, CurveRole::Reference));
    }
}

BoundLine lineAt(int k)
{
    return {.axis = BoundLine::Axis::X, .at = static_cast<double>(k), .label = fmt::format("k = {}", k), .isMovable = true};
}

double leastShare(const CurveFigure &figure)
{
    double least = 1.0;
    const auto take = [&least](const std::vector<double> &shares) {
        for (const double share : shares)
            least = share > 0.0 ? std::min(least, share) : least;
    };
    for (const Curve &curve : figure.curves)
        take(curve.y);
    for (const CurveBand &band : figure.bands)
        take(band.low);
    return std::max(least / 2, smallestShare);
}

// Why there is no spectrum; of a long text the attention is there before its spectra are.
std::string spectrumAbsence(const AnalysisSnapshot &snapshot)
{
    return snapshot.spectra ? "Two tokens or more have a spectrum." : "The singular values are being computed.";
}

}  // namespace

int largestRank(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return static_cast<int>(spectrumOf(snapshot, SpectrumMatrix::Attention, head).size());
}

CurveFigure spectrumFigure(const AnalysisSnapshot &snapshot, HeadRef head, const SpectrumOptions &options, int k)
{
    const SpectrumMatrix matrix = shownAttentionMatrix(options.centersAttention);
    const Spectrum attention = spectrumOf(snapshot, matrix, head);
    const Spectrum scores = spectrumOf(snapshot, SpectrumMatrix::Scores, head);
    CurveFigure figure;
    figure.title = "Singular values of " + headName(snapshot, head);
    if (attention.size() < 2) {
        figure.absence = spectrumAbsence(snapshot);
        return figure;
    }
    figure.explanation = explanationOf(snapshot) + removedText(options.centersAttention);
    const int count = static_cast<int>(attention.size());
    if (options.showsAllHeads)
        addAllHeads(snapshot, matrix, count, figure);
    addBaselines(snapshot, head, options, count, figure);
    addHeadsBeside(snapshot, head, options, count, figure);
    if (!scores.empty())
        figure.curves.push_back(spectrumCurve("scores", scores, count, CurveRole::Secondary));
    if (const Spectrum effective = spectrumOf(snapshot, SpectrumMatrix::Effective, head); !effective.empty())
        figure.curves.push_back(spectrumCurve("effective map", effective, count, CurveRole::Reference));
    figure.curves.push_back(spectrumCurve(options.centersAttention ? "attention, rows less their means" : "attention",
                                          attention, count, CurveRole::Primary));
    addBounds(snapshot, count, figure);
    if (k > 0)
        figure.bounds.push_back(lineAt(k));
    figure.x = {
        .name = "index i", .scale = AxisScale::Linear, .isWhole = true, .low = 1.0, .high = static_cast<double>(count)};
    figure.y = {.name = "σᵢ / σ₁",
                .scale = options.isLogarithmic ? AxisScale::Logarithmic : AxisScale::Linear,
                .isWhole = false,
                .low = {},
                .high = 1.0};
    figure.y.low = options.isLogarithmic ? leastShare(figure) : 0.0;
    return figure;
}

CurveFigure cumulativeFigure(const AnalysisSnapshot &snapshot, HeadRef head, int k, bool centersAttention)
{
    const Spectrum spectrum = spectrumOf(snapshot, shownAttentionMatrix(centersAttention), head);
    CurveFigure figure;
    figure.title = "Share of the first k";
    if (spectrum.size() < 2) {
        figure.absence = spectrumAbsence(snapshot);
        return figure;
    }
    figure.explanation =
        std::string(
            "Y(k) = Σσᵢ over the first k by Σσᵢ over all, as in Linformer's figure; E(k) the same of σᵢ². 1 − E(k) is the "
            "squared relative error of the best approximation of rank k.") +
        removedText(centersAttention);
    Curve share{.name = "Y(k)", .x = spectrumIndices(spectrum.size()), .y = {}, .role = CurveRole::Primary};
    Curve energy{.name = "E(k)", .x = share.x, .y = {}, .role = CurveRole::Secondary};
    for (int rank = 1; rank <= static_cast<int>(spectrum.size()); ++rank) {
        share.y.push_back(cumulativeShare(spectrum, rank));
        energy.y.push_back(cumulativeEnergy(spectrum, rank));
    }
    figure.curves = {std::move(energy), std::move(share)};
    if (k > 0)
        figure.bounds.push_back(lineAt(k));
    figure.x = {
        .name = "k", .scale = AxisScale::Linear, .isWhole = true, .low = 1.0, .high = static_cast<double>(spectrum.size())};
    figure.y = {.name = "share", .scale = AxisScale::Linear, .isWhole = false, .low = {}, .high = 1.0};
    return figure;
}

std::string approximationText(const AnalysisSnapshot &snapshot, HeadRef head, int k, bool centersAttention)
{
    const Spectrum spectrum = spectrumOf(snapshot, shownAttentionMatrix(centersAttention), head);
    if (spectrum.empty())
        return {};
    const double energy = cumulativeEnergy(spectrum, k);
    return fmt::format("k = {} of {}: Y {}, E {}, error {} %", k, spectrum.size(),
                       formatNumber(cumulativeShare(spectrum, k), 3), formatNumber(energy, 3),
                       formatNumber(100 * std::sqrt(std::max(0.0, 1 - energy)), 1));
}

}  // namespace core
