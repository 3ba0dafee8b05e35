#include "core/figure/rank/baseline_figures.h"

#include "core/analysis/spectra/null_spectra.h"
#include "core/base/counted.h"
#include "core/figure/rank/spectrum_curve.h"
#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <cmath>

namespace core {
namespace {

// The draws' shares at every index.
void addNull(SpectrumBaseline baseline, const AnalysisSnapshot &snapshot, HeadRef head, bool isCentered, int count,
             CurveFigure &figure)
{
    const NullSpectra *spectra = drawsOf(baseline, snapshot);
    const int first = spectra ? spectra->firstOf(spectrumHead(snapshot, head)) : -1;
    if (first < 0)
        return;
    const SingularValues &values = isCentered ? spectra->centeredAttention : spectra->attention;
    if (values.isEmpty())
        return;
    std::vector<std::vector<double>> draws;
    for (int draw = 0; draw < spectra->draws; ++draw)
        draws.push_back(sharesOfLargest(values[first + draw], count));
    const std::vector<double> indices = spectrumIndices(static_cast<std::size_t>(count));
    CurveBand band{.name = baselineName(baseline) + ", 5–95 %", .x = indices, .low = {}, .high = {}, .isReference = true};
    Curve median{.name = baselineName(baseline), .x = indices, .y = {}, .role = CurveRole::Reference};
    for (std::size_t index = 0; index < indices.size(); ++index) {
        std::vector<double> shares;
        for (const std::vector<double> &draw : draws)
            shares.push_back(draw[index]);
        const NullRange range = nullRange(std::move(shares));
        band.low.push_back(range.low);
        band.high.push_back(range.high);
        median.y.push_back(range.median);
    }
    figure.bands.push_back(std::move(band));
    figure.curves.push_back(std::move(median));
}

// Whether random maps of the head are there to be drawn: not where the pass kept nothing to draw them from.
bool hasDraws(SpectrumBaseline baseline, const AnalysisSnapshot &snapshot, HeadRef head)
{
    const NullSpectra *spectra = drawsOf(baseline, snapshot);
    return spectra && spectra->firstOf(spectrumHead(snapshot, head)) >= 0;
}

void explain(SpectrumBaseline baseline, const AnalysisSnapshot &snapshot, HeadRef head, CurveFigure &figure)
{
    std::string name = baselineName(baseline);
    name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    const bool isRandom = baseline != SpectrumBaseline::ShuffledTokens;
    std::string absence = baselineAbsence(baseline, snapshot);
    if (absence.empty() && isRandom && !hasDraws(baseline, snapshot, head))
        absence = "there are no draws of this head";
    if (!absence.empty()) {
        figure.explanation += fmt::format("\n\n{}: none, as {}.", name, absence);
        return;
    }
    figure.explanation += fmt::format("\n\n{}: {}.", name, baselineExplanation(baseline));
    if (baseline == SpectrumBaseline::RandomProjections && snapshot.model)
        figure.explanation += attentionMechanism(snapshot).drawnWords;
    if (isRandom)
        figure.explanation += fmt::format(" The line is the median of {}, the band 5 to 95 % of them.",
                                          counted(drawsOf(baseline, snapshot)->draws, "draw"));
}

void addShuffled(const AnalysisSnapshot &snapshot, HeadRef head, bool isCentered, int count, CurveFigure &figure)
{
    if (!snapshot.shuffledSpectra)
        return;
    const auto values =
        spectrumOf(*snapshot.shuffledSpectra, shownAttentionMatrix(isCentered), spectrumHead(snapshot, head));
    if (!values.empty())
        figure.curves.push_back(
            spectrumCurve(baselineName(SpectrumBaseline::ShuffledTokens), values, count, CurveRole::Reference));
}

std::string rangeText(const NullRange &range, int decimals)
{
    return fmt::format("{} [{}, {}]", formatNumber(range.median, decimals), formatNumber(range.low, decimals),
                       formatNumber(range.high, decimals));
}

// Of the effective rank, as the page's lines are of one number each.
std::string effectiveRankText(const NullSpectra *spectra, SpectrumMatrix matrix, HeadRef head)
{
    if (!spectra)
        return {};
    const NullRange range = nullRange(SpectrumMeasure::EffectiveRank, *spectra, matrix, head, {});
    return std::isnan(range.median) ? std::string() : rangeText(range, describe(SpectrumMeasure::EffectiveRank).decimals);
}

}  // namespace

std::string baselineName(SpectrumBaseline baseline)
{
    switch (baseline) {
    case SpectrumBaseline::ShuffledTokens: return "shuffled tokens";
    case SpectrumBaseline::RandomProjections: return "random Q and K";
    case SpectrumBaseline::PermutedRows: break;
    }
    return "permuted rows";
}

std::string baselineExplanation(SpectrumBaseline baseline)
{
    switch (baseline) {
    case SpectrumBaseline::ShuffledTokens:
        return "keeps the tokens and the places of special ones; destroys their order. One pass of the model";
    case SpectrumBaseline::RandomProjections:
        return "Gaussian queries and keys. Keeps the head size and how far the scores spread within a row (the root of the "
               "rows' mean variance); destroys what queries and keys say. A masked pair stays masked";
    case SpectrumBaseline::PermutedRows: break;
    }
    return "the shares of each row change places at random. Keeps each row's shares and its entropy; destroys which keys "
           "get them. A pair of exactly 0 is masked and stays 0";
}

std::string baselineAbsence(SpectrumBaseline baseline, const AnalysisSnapshot &snapshot)
{
    if (!snapshot.model)
        return {};
    if (baseline == SpectrumBaseline::RandomProjections && !canDrawProjections(snapshot.model->config))
        return isLama(snapshot) ? "LAMA has no queries and keys"
                                : std::string(attentionMechanism(snapshot).id) + " attention has no scores";
    if (baseline == SpectrumBaseline::PermutedRows && attentionColumns(snapshot) == AttentionColumns::Features)
        return "a row of its map over features is no distribution";
    return {};
}

void addBaselines(const AnalysisSnapshot &snapshot, HeadRef head, const SpectrumOptions &options, int count,
                  CurveFigure &figure)
{
    if (options.showsShuffled) {
        addShuffled(snapshot, head, options.centersAttention, count, figure);
        explain(SpectrumBaseline::ShuffledTokens, snapshot, head, figure);
    }
    const auto add = [&](bool isShown, SpectrumBaseline baseline) {
        if (!isShown)
            return;
        addNull(baseline, snapshot, head, options.centersAttention, count, figure);
        explain(baseline, snapshot, head, figure);
    };
    add(options.showsDrawn, SpectrumBaseline::RandomProjections);
    add(options.showsPermuted, SpectrumBaseline::PermutedRows);
}

std::string ranksAgainstBaselines(const AnalysisSnapshot &snapshot, HeadRef head, const SpectrumOptions &options)
{
    if (!snapshot.spectra)
        return {};
    const SpectrumMatrix matrix = shownAttentionMatrix(options.centersAttention);
    const HeadRef known = spectrumHead(snapshot, head);
    const auto number = [](double value) { return formatNumber(value, describe(SpectrumMeasure::EffectiveRank).decimals); };
    const auto own = spectrumMeasure(SpectrumMeasure::EffectiveRank, spectrumOf(*snapshot.spectra, matrix, known), {});
    std::string text;
    const auto add = [&](SpectrumBaseline baseline, const std::string &value) {
        if (!value.empty())
            text += fmt::format("; {} {}", baselineName(baseline), value);
    };
    if (options.showsShuffled && snapshot.shuffledSpectra) {
        const auto values = spectrumOf(*snapshot.shuffledSpectra, matrix, known);
        add(SpectrumBaseline::ShuffledTokens,
            values.empty() ? std::string() : number(spectrumMeasure(SpectrumMeasure::EffectiveRank, values, {})));
    }
    if (options.showsDrawn)
        add(SpectrumBaseline::RandomProjections, effectiveRankText(snapshot.drawnSpectra.get(), matrix, known));
    if (options.showsPermuted)
        add(SpectrumBaseline::PermutedRows, effectiveRankText(snapshot.permutedSpectra.get(), matrix, known));
    return text.empty() || std::isnan(own) ? std::string() : "effective rank " + number(own) + text;
}

std::string permutedRange(const AnalysisSnapshot &snapshot, HeadRef head, SpectrumMeasure measure,
                          const SpectrumMeasureOptions &options)
{
    if (!snapshot.permutedSpectra)
        return {};
    const NullRange range =
        nullRange(measure, *snapshot.permutedSpectra, SpectrumMatrix::Attention, spectrumHead(snapshot, head), options);
    return std::isnan(range.median) ? std::string() : rangeText(range, describe(measure).decimals);
}

}  // namespace core
