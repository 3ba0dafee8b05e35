#include "core/recipe/option_caption.h"

#include "core/analysis/spectra/spectrum_quantities.h"
#include "core/base/counted.h"
#include "core/base/number_text.h"
#include "core/corpus/runs/corpus_run.h"
#include "core/figure/rank/baseline_figures.h"
#include "core/figure/values/rank_tolerance.h"
#include "core/recipe/panel_measures.h"
#include "core/recipe/playground_panels.h"

#include <array>
#include <vector>

namespace core {
namespace {

std::string listed(const std::vector<std::string> &parts, const char *between = ", ")
{
    std::string list;
    for (const std::string &part : parts) {
        if (!part.empty())
            list += (list.empty() ? "" : between) + part;
    }
    return list;
}

std::string nullsText(const SpectrumOptions &shown, const PanelAnswers &answers)
{
    std::vector<std::string> drawn;
    if (shown.showsDrawn)
        drawn.push_back(baselineName(SpectrumBaseline::RandomProjections));
    if (shown.showsPermuted)
        drawn.push_back(baselineName(SpectrumBaseline::PermutedRows));
    const int draws = answers.snapshot ? answers.snapshot->request.baselines.draws : 0;
    const std::string ofDraws =
        drawn.empty() ? "" : listed(drawn, " and ") + " (median and range from 5 to 95 % of " + counted(draws, "draw") + ')';
    const std::string shuffled = shown.showsShuffled ? baselineName(SpectrumBaseline::ShuffledTokens) : std::string();
    const std::string nulls = listed({shuffled, ofDraws}, " and ");
    return nulls.empty() ? nulls : "beside " + nulls;
}

std::string centeredText(const PanelOptions &options)
{
    return options.spectrum.centersAttention ? "the attention without its constant direction" : "";
}

std::string toleranceText(const FigurePanel &panel)
{
    const auto quantity = spectrumQuantityNamed(panel.matrix, panel.measure);
    if (panel.options.tolerance == 0 || !quantity || !describe(quantity->measure).usesTolerance)
        return {};
    return "of singular values above " + rankToleranceText(panel.options.tolerance);
}

std::string comparisonText(const PanelOptions &options)
{
    constexpr std::array axes{"", "over the number of heads", "over the width"};
    std::string lengths;
    if (options.lengthGroup > 0) {
        const int shortest = lengthGroup(options.lengthGroup / 2) == options.lengthGroup ? 1 : options.lengthGroup / 2 + 1;
        lengths = "texts of " + std::to_string(shortest) + " to " + std::to_string(options.lengthGroup) + " tokens";
    }
    return listed(
        {axes[static_cast<std::size_t>(options.axis)], options.isShareOfTokens ? "as a share of the tokens" : "", lengths});
}

std::string targetName(const TargetChoice &target)
{
    switch (target.source) {
    case TargetSource::Head: return {};
    case TargetSource::Diagonal: return "target: " + numberText(target.share) + " on the diagonal";
    case TargetSource::Band: return "target: a band of width " + std::to_string(target.width);
    case TargetSource::Permutation: return "target: a permutation, seed " + std::to_string(target.seed);
    case TargetSource::Random:
        return "target: random at temperature " + numberText(target.temperature) + ", seed " + std::to_string(target.seed);
    case TargetSource::Painted: break;
    }
    return "target: painted";
}

std::string playgroundText(const FigurePanel &panel)
{
    const PlaygroundOptions &options = panel.options.playground;
    const bool isOfSize = panel.kind == PanelKind::PlaygroundRealized || panel.kind == PanelKind::PlaygroundDifference;
    const std::string size = isOfSize && options.headSize ? "head size " + std::to_string(*options.headSize) : std::string();
    const bool isTruncated = isOfSize && options.scores == RealizedScores::Truncation;
    return listed({targetName(options.target), size, isTruncated ? "by truncation" : ""});
}

}  // namespace

std::string optionText(const FigurePanel &panel, const PanelAnswers &answers)
{
    const PanelOptions &options = panel.options;
    switch (panel.kind) {
    case PanelKind::Spectrum: return listed({centeredText(options), nullsText(options.spectrum, answers)});
    case PanelKind::Cumulative: return centeredText(options);
    case PanelKind::LayerHeadMap: return toleranceText(panel);
    case PanelKind::Truncation: return answers.snapshot ? truncationText(*answers.snapshot) : std::string();
    case PanelKind::HeadSizes: return listed({comparisonText(options), "each dot a head, each bar a model's median"});
    case PanelKind::HeldOut: return comparisonText(options);
    case PanelKind::LamaContributions:
        return options.outputClass.empty() ? std::string() : "of class " + options.outputClass;
    case PanelKind::Playground:
    case PanelKind::PlaygroundTarget:
    case PanelKind::PlaygroundRealized:
    case PanelKind::PlaygroundDifference:
    case PanelKind::PlaygroundSpectrum: return playgroundText(panel);
    default: return {};
    }
}

}  // namespace core
