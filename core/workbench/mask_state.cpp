#include "core/workbench/mask_state.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

constexpr std::uint32_t controlSeed = 1;

HeadScope scopeOf(MaskedHeads heads, HeadRef selected, const std::vector<HeadRef> &chosen)
{
    switch (heads) {
    case MaskedHeads::Everywhere: break;
    case MaskedHeads::Layer: return {.everywhere = false, .layers = {selected.layer}};
    case MaskedHeads::Head: return {.everywhere = false, .heads = {selected}};
    case MaskedHeads::Chosen: return {.everywhere = false, .heads = chosen};
    }
    return {};
}

HeadScope ablatedScope(AblatedHeads heads, HeadRef selected, const std::vector<HeadRef> &chosen)
{
    switch (heads) {
    case AblatedHeads::None: break;
    case AblatedHeads::Head: return scopeOf(MaskedHeads::Head, selected, chosen);
    case AblatedHeads::Layer: return scopeOf(MaskedHeads::Layer, selected, chosen);
    case AblatedHeads::Chosen: return scopeOf(MaskedHeads::Chosen, selected, chosen);
    }
    return HeadScope::none();
}

}  // namespace

MaskPattern patternOf(const MaskState &state)
{
    MaskPattern pattern;
    for (const MaskTerm &term : state.terms) {
        const MaskPattern next = patternOf(term);
        if (pattern.alternatives.empty())
            pattern = next;
        else
            pattern = state.keepsAny ? unionOf(std::move(pattern), next) : intersectionOf(pattern, next);
    }
    return pattern;
}

AttentionMask askedPattern(const MaskState &state)
{
    AttentionMask mask;
    mask.pattern = state.terms.empty() ? patternOf(maskTerm(MaskKind::Full)) : patternOf(state);
    if (state.isControl && !state.terms.empty())
        mask.controlSeed = controlSeed;
    return mask;
}

std::vector<HeadRef> chosenHeads(const MaskState &state)
{
    const bool isAsked = state.heads == MaskedHeads::Chosen || state.ablated == AblatedHeads::Chosen;
    return isAsked ? state.chosen : std::vector<HeadRef>();
}

bool isPickedOut(const MaskState &state, const AttentionMask &asked, HeadRef head)
{
    const std::vector<HeadRef> chosen = chosenHeads(state);
    return std::ranges::find(chosen, head) != chosen.end() ||
           (asked.masksPairs() && !asked.scope.everywhere && asked.scope.contains(head)) ||
           asked.ablation.scope.contains(head);
}

AttentionMask maskOf(const MaskState &state, HeadRef selectedNow)
{
    const HeadRef selected = state.fixedOn.value_or(selectedNow);
    AttentionMask mask;
    if (!state.terms.empty()) {
        mask = askedPattern(state);
        mask.mode = state.mode;
        mask.strength = state.strength;
        mask.scope = scopeOf(state.heads, selected, state.chosen);
    }
    const bool isWaitingForMeans = !state.means.texts.empty() && !state.means.heads;
    if (isWaitingForMeans)
        return mask;
    mask.ablation.scope = ablatedScope(state.ablated, selected, state.chosen);
    if (mask.ablation.isActive() && state.means.heads) {
        mask.ablation.usesMeans = true;
        mask.ablation.means = state.means.heads;
    }
    return mask;
}

}  // namespace core
