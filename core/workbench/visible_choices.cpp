#include "core/workbench/visible_choices.h"

#include "core/base/message_text.h"
#include "core/figure/masks/mask_figures.h"
#include "core/figure/values/figure_text.h"
#include "core/model/mask/mask_name.h"
#include "core/model/mask/mask_text.h"
#include "core/workbench/resolve.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace core {
namespace {

constexpr auto offHere = "off here";
constexpr auto notInThisModel = "not in this model";

// Pages that go over files or over several models, or look at the weights, run without the mask.
bool isPageUnderMask(const Place &place)
{
    if (place.workspace == "rank")
        return place.rank == RankPage::Spectra;
    if (place.workspace == "importance")
        return place.importance == ImportancePage::Words || place.importance == ImportancePage::Reading ||
               place.importance == ImportancePage::WhatIf || place.importance == ImportancePage::SideBySide;
    return place.workspace != "figures";  // whose panels each have a mask of their own
}

bool isPageOfSpecialTokens(const Place &place, SpecialTokenMode mode)
{
    if (place.workspace == "rank")
        return place.rank == RankPage::Playground || (place.rank == RankPage::Spectra && mode == SpecialTokenMode::Mask);
    if (place.workspace == "importance")
        return place.importance != ImportancePage::Contexts && place.importance != ImportancePage::Vocabulary;
    return place.workspace != "figures";
}

// A painting or a file, whose name tells nothing of how much it removes.
bool hasUnspokenPairs(const AttentionMask &mask)
{
    return std::ranges::any_of(mask.pattern->alternatives, [](const std::vector<MaskTerm> &terms) {
        return std::ranges::any_of(terms, [](const MaskTerm &term) { return term.pairs != nullptr; });
    });
}

std::optional<VisibleChoice> maskChoice(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    AttentionMask mask = maskOf(state.masks.mask, shownHead(state, snapshot));
    mask.ablation = {};
    if (!mask.masksPairs())
        return std::nullopt;
    VisibleChoice choice{.kind = ChoiceKind::Mask, .text = maskName(mask), .code = maskText(mask, HeadSpelling::Lettered)};
    if (!resolve(state, snapshot).mask.masksPairs() && snapshot) {
        choice.off = notInThisModel;
        choice.explanation = "Not in this model. " + std::string(maskSupport(snapshot->model->config).why);
        return choice;
    }
    const std::optional<double> removed = snapshot ? removedShare(mask, *snapshot) : std::nullopt;
    if (removed && hasUnspokenPairs(mask))
        choice.text += fmt::format(", {} % removed", formatNumber(100 * *removed, 1));
    if (!isPageUnderMask(state.place))
        choice.off = offHere;
    choice.explanation = choice.off.empty() ? "Attention, ranks, importance and prediction are those under the mask."
                                            : "What this page shows is without the mask.";
    return choice;
}

// The heads alone, whether their means are there or still to come.
HeadScope ablatedHeads(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    MaskState toZero = state.masks.mask;
    toZero.means = {};
    return maskOf(toZero, shownHead(state, snapshot)).ablation.scope;
}

std::optional<VisibleChoice> ablationChoice(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    const HeadScope heads = ablatedHeads(state, snapshot);
    if (heads.isEmpty())
        return std::nullopt;
    const GatheredMeans &means = state.masks.mask.means;
    VisibleChoice choice{.kind = ChoiceKind::Ablation, .text = "ablated: " + scopeName(heads)};
    if (!means.texts.empty())
        choice.text += " to the mean";
    const bool isResolved = resolve(state, snapshot).mask.ablation.isActive();
    if (!means.texts.empty() && !isResolved) {
        choice.off = means.heads ? notInThisModel : "means follow";
        choice.explanation = means.heads ? "The means were gathered for another model."
                                         : "The means of the heads over the texts are being gathered.";
    } else if (!isResolved && snapshot) {
        choice.off = notInThisModel;
        choice.explanation = "This model does not have these heads, or its heads cannot be ablated.";
    } else if (!isPageUnderMask(state.place)) {
        choice.off = offHere;
        choice.explanation = "What this page shows is without the ablation.";
    } else {
        choice.explanation = means.texts.empty() ? "The output of these heads is replaced by zero."
                                                 : "The output of these heads is replaced by its mean over the texts.";
    }
    return choice;
}

std::optional<VisibleChoice> specialTokenChoice(const WorkbenchState &state)
{
    const SpecialTokenMode mode = state.display.specialTokens;
    VisibleChoice choice{.kind = ChoiceKind::SpecialTokens};
    switch (mode) {
    case SpecialTokenMode::Show: return std::nullopt;
    case SpecialTokenMode::Hide:
        choice.text = "special tokens hidden";
        choice.explanation = "They are left out of the pictures; every other number stays as it is.";
        break;
    case SpecialTokenMode::Mask:
        choice.text = "special tokens masked";
        choice.explanation = "No token may attend to them: the model is run again without their keys.";
        break;
    case SpecialTokenMode::Renormalize:
        choice.text = "special tokens left out";
        choice.explanation = "They are left out of the pictures, and each row is divided by what is left of it.";
        break;
    }
    if (!isPageOfSpecialTokens(state.place, mode))
        choice.off = offHere;
    return choice;
}

std::string truncatedHeadsName(const WorkbenchState &state, HeadRef head)
{
    switch (state.rank.truncated) {
    case TruncatedHeads::None:
    case TruncatedHeads::All: break;
    case TruncatedHeads::Selected: return scopeName({.everywhere = false, .heads = {head}});
    case TruncatedHeads::Layer: return scopeName({.everywhere = false, .layers = {head.layer}});
    }
    return scopeName({});
}

std::optional<VisibleChoice> rankChoice(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    const int rank = shownRank(state, snapshot);
    if (state.rank.truncated == TruncatedHeads::None || rank == 0)
        return std::nullopt;
    VisibleChoice choice{.kind = ChoiceKind::RankCut,
                         .text = fmt::format("rank {} in {}", rank, truncatedHeadsName(state, shownHead(state, snapshot)))};
    choice.explanation = "The model runs once more with these heads' attention replaced by its best approximation of this "
                         "rank. Rank › Spectra shows what that changes; everything else is of the whole pass.";
    if (state.place.workspace != "rank" || state.place.rank != RankPage::Spectra)
        choice.off = offHere;
    return choice;
}

std::optional<VisibleChoice> pinChoice(const WorkbenchState &state)
{
    constexpr std::size_t longestLabel = 16;
    constexpr std::size_t longestText = 200;
    if (!state.pinned || state.pinned->outputs.empty())
        return std::nullopt;
    const PinnedPrediction &pinned = *state.pinned;
    const PinnedPrediction::Output &output = pinned.outputs[pinned.followed];
    VisibleChoice choice{
        .kind = ChoiceKind::Pin,
        .text = fmt::format("pinned: {} {}", elided(output.label, longestLabel), formatNumber(output.number, 2))};
    choice.explanation = fmt::format("{}, “{}”", nameText(pinned.model.name), elided(pinned.text, longestText));
    if (!pinned.mask.empty())
        choice.explanation += ", under the mask " + elided(pinned.mask, longestText);
    choice.explanation += ". The prediction is compared with it; a click shows both answers side by side.";
    return choice;
}

}  // namespace

std::vector<VisibleChoice> visibleChoices(const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    std::vector<VisibleChoice> choices;
    for (auto &choice : {maskChoice(state, snapshot), ablationChoice(state, snapshot), specialTokenChoice(state),
                         rankChoice(state, snapshot), pinChoice(state)}) {
        if (choice)
            choices.push_back(*choice);
    }
    return choices;
}

void clearChoice(WorkbenchState &state, ChoiceKind kind)
{
    switch (kind) {
    case ChoiceKind::Mask: state.masks.mask.terms.clear(); break;
    case ChoiceKind::Ablation: state.masks.mask.ablated = AblatedHeads::None; break;
    case ChoiceKind::SpecialTokens: state.display.specialTokens = SpecialTokenMode::Show; break;
    case ChoiceKind::RankCut: state.rank.truncated = TruncatedHeads::None; break;
    case ChoiceKind::Pin:
        state.pinned.reset();
        state.importance.second.isPinned = false;
        break;
    }
}

void goToChoice(WorkbenchState &state, ChoiceKind kind)
{
    switch (kind) {
    case ChoiceKind::Mask:
    case ChoiceKind::Ablation:
        state.place.workspace = "masks";
        state.place.masks = MasksPage::Mask;
        break;
    case ChoiceKind::SpecialTokens: break;
    case ChoiceKind::RankCut:
        state.place.workspace = "rank";
        state.place.rank = RankPage::Spectra;
        break;
    case ChoiceKind::Pin:
        if (!state.pinned)
            break;
        state.place.workspace = "importance";
        state.place.importance = ImportancePage::SideBySide;
        state.importance.second.isPinned = true;
        break;
    }
}

}  // namespace core
