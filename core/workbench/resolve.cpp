#include "core/workbench/resolve.h"

#include "core/figure/rank/spectrum_figures.h"
#include "core/figure/values/snapshot_maps.h"
#include "core/model/mask/fitting_mask.h"

#include <algorithm>

namespace core {

namespace {

// Of the measure that colors the tokens. What adds up over the pieces of a word needs no other answer.
ImportanceOptions stripOptions(const WorkbenchState &state)
{
    ImportanceOptions options = importanceOptions(state);
    if (describe(state.display.importance).isAdditive)
        options.unit = ImportanceUnit::Token;
    return options;
}

SpectraRequest spectraOf(const RankState &rank)
{
    return {.centersAttention = rank.spectrum.centersAttention || rank.matrix == SpectrumMatrix::CenteredAttention,
            .findsNeededHeadSize = rank.measure == SpectrumMeasure::NeededHeadSize,
            .findsResiduals = rank.showsResiduals};
}

// Random maps are drawn of the shown head alone.
BaselineRequest baselinesOf(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    const SpectrumOptions &spectrum = state.rank.spectrum;
    BaselineRequest baselines{.shufflesTokens = spectrum.showsShuffled,
                              .drawsProjections = spectrum.showsDrawn,
                              .permutesRows = spectrum.showsPermuted};
    if (snapshot && (spectrum.showsDrawn || spectrum.showsPermuted))
        baselines.head = shownHead(state, snapshot);
    return baselines;
}

RankTruncation truncationOf(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    const TruncatedHeads truncated = state.rank.truncated;
    if (!snapshot || truncated == TruncatedHeads::None)
        return {};
    return truncationOf(truncated, shownRank(state, snapshot), shownHead(state, snapshot), headLayout(*snapshot));
}

AttentionMask fittingMask(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    if (!snapshot)
        return {};
    const MaskState &choice = state.masks.mask;
    AttentionMask mask = fittingPart(maskOf(choice, shownHead(state, snapshot)), snapshot->model->config,
                                     snapshot->model->learnedGates != nullptr);
    if (hasMeansOfAnotherModel(choice, snapshot))
        mask.ablation = {};
    return mask;
}

}  // namespace

AnalysisRequest resolve(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    return {.modelDirectory = state.shownModel,
            .text = state.text,
            .masksSpecialTokens = state.display.specialTokens == SpecialTokenMode::Mask,
            .importance = state.display.importance,
            .importanceOptions = stripOptions(state),
            .kept = {.scores = true, .attention = true, .projections = true, .headOutput = false, .hidden = true},
            .spectra = spectraOf(state.rank),
            .baselines = baselinesOf(state, snapshot),
            .truncation = truncationOf(state, snapshot),
            .mask = fittingMask(state, snapshot)};
}

ImportanceOptions importanceOptions(const WorkbenchState &state)
{
    const ImportanceState &importance = state.importance;
    return {.target = importance.target,
            .unit = state.display.unit == TokenUnit::Word ? ImportanceUnit::Word : ImportanceUnit::Token,
            .residual = importance.residual,
            .baseline = importance.baseline,
            .steps = importance.steps};
}

HeadRef shownHead(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    return snapshot ? headWithin(*snapshot, state.selected.head) : state.selected.head;
}

int shownRank(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    const int most = snapshot ? largestRank(*snapshot, shownHead(state, snapshot)) : 0;
    return most == 0 ? 0 : std::clamp(state.rank.k == 0 ? most / 4 : state.rank.k, 1, most);
}

bool hasMeansOfAnotherModel(const MaskState &state, const AnalysisSnapshot *snapshot)
{
    return state.means.heads && snapshot &&
           (state.means.model != snapshot->model->directory || state.means.stamp != snapshot->model->stamp);
}

}  // namespace core
