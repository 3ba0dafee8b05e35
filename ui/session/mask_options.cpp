#include "ui/session/mask_options.h"

#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr std::uint32_t controlSeed = 1;

core::HeadScope scopeOf(MaskedHeads heads, core::HeadRef selected, const std::vector<core::HeadRef> &chosen)
{
    switch (heads) {
    case MaskedHeads::Everywhere: break;
    case MaskedHeads::Layer: return {.everywhere = false, .layers = {selected.layer}};
    case MaskedHeads::Head: return {.everywhere = false, .heads = {selected}};
    case MaskedHeads::Chosen: return {.everywhere = false, .heads = chosen};
    }
    return {};
}

core::HeadScope ablatedScope(AblatedHeads heads, core::HeadRef selected, const std::vector<core::HeadRef> &chosen)
{
    switch (heads) {
    case AblatedHeads::None: break;
    case AblatedHeads::Head: return scopeOf(MaskedHeads::Head, selected, chosen);
    case AblatedHeads::Layer: return scopeOf(MaskedHeads::Layer, selected, chosen);
    case AblatedHeads::Chosen: return scopeOf(MaskedHeads::Chosen, selected, chosen);
    }
    return core::HeadScope::none();
}

}  // namespace

core::MaskPattern patternOf(const MaskOptions &options)
{
    core::MaskPattern pattern;
    for (const core::MaskTerm &term : options.terms) {
        const core::MaskPattern next = core::patternOf(term);
        if (pattern.alternatives.empty())
            pattern = next;
        else
            pattern = options.keepsAny ? core::unionOf(std::move(pattern), next) : core::intersectionOf(pattern, next);
    }
    return pattern;
}

core::AttentionMask askedPattern(const MaskOptions &options)
{
    core::AttentionMask mask;
    mask.pattern = options.terms.empty() ? core::patternOf(core::maskTerm(core::MaskKind::Full)) : patternOf(options);
    if (options.isControl && !options.terms.empty())
        mask.controlSeed = controlSeed;
    return mask;
}

std::vector<core::HeadRef> chosenHeads(const MaskOptions &options)
{
    const bool isAsked = options.heads == MaskedHeads::Chosen || options.ablated == AblatedHeads::Chosen;
    return isAsked ? options.chosen : std::vector<core::HeadRef>();
}

bool isPickedOut(const MaskOptions &options, core::HeadRef head)
{
    const core::AttentionMask &mask = options.mask;
    const std::vector<core::HeadRef> chosen = chosenHeads(options);
    return std::ranges::find(chosen, head) != chosen.end() ||
           (mask.masksPairs() && !mask.scope.everywhere && mask.scope.contains(head)) || mask.ablation.scope.contains(head);
}

core::AttentionMask maskOf(const MaskOptions &options, core::HeadRef selected)
{
    core::AttentionMask mask;
    if (!options.terms.empty()) {
        mask = askedPattern(options);
        mask.mode = options.mode;
        mask.strength = options.strength;
        mask.scope = scopeOf(options.heads, selected, options.chosen);
    }
    mask.ablation.scope = ablatedScope(options.ablated, selected, options.chosen);
    if (mask.ablation.isActive() && options.means.heads) {
        mask.ablation.usesMeans = true;
        mask.ablation.means = options.means.heads;
    }
    return mask;
}

}  // namespace ui
