#include "core/model/mask/attention_mask.h"

#include "core/base/counted.h"
#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_mechanism.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace core {
namespace {

constexpr std::string_view noPairsInLama = "the heads of a LAMA weigh the words once for the whole text, so that there are "
                                           "no pairs of query and key to mask; its heads "
                                           "can be made uniform or ablated";
constexpr std::string_view noKeysToWeigh = "this linear attention weighs features and not tokens, so that there are no keys "
                                           "to weigh the same; its heads can be ablated";

std::string nameOf(HeadRef head)
{
    return fmt::format("{}.{}", head.layer.value, head.head.value);
}

Result<void> checkScope(const HeadScope &scope, const ModelConfig &config)
{
    const int layers = config.type == ModelType::Lama ? 1 : config.layers;
    const auto hasLayer = [layers](LayerIndex layer) { return layer.value >= 0 && layer.value < layers; };
    for (const LayerIndex layer : scope.layers) {
        if (!hasLayer(layer))
            return badInput(fmt::format("there is no layer {}, the model has {}", layer.value, layers));
    }
    for (const HeadRef &head : scope.heads) {
        if (!hasLayer(head.layer) || head.head.value < 0 || head.head.value >= config.heads)
            return badInput(fmt::format("there is no head {}, the model has {} of {}", nameOf(head),
                                        counted(layers, "layer"), counted(config.heads, "head")));
    }
    return {};
}

bool usesGates(const MaskPattern &pattern)
{
    return std::ranges::any_of(pattern.alternatives, [](const std::vector<MaskTerm> &terms) {
        return std::ranges::find(terms, MaskKind::Learned, &MaskTerm::kind) != terms.end();
    });
}

// A file or painting with a mask for each of other heads than the model's; none where all fit.
std::optional<int> misfittingHeads(const MaskPattern &pattern, int heads)
{
    for (const std::vector<MaskTerm> &terms : pattern.alternatives) {
        for (const MaskTerm &term : terms) {
            if (term.pairs && term.pairs->heads > 1 && term.pairs->heads != heads)
                return term.pairs->heads;
        }
    }
    return std::nullopt;
}

// A share of uniform attention after the softmax needs one over the keys.
bool canBlend(const AttentionMask &mask, const ModelConfig &config)
{
    const bool isLinear = config.type != ModelType::Lama && config.attention.kind == AttentionKind::Linear;
    return !isLinear || mask.mode == MaskMode::BeforeSoftmax || mask.strength >= 1.0;
}

Result<void> checkPattern(const AttentionMask &mask, const ModelConfig &config, bool hasLearnedGates)
{
    const MaskSupport support = maskSupport(config);
    const bool isUniformAlone = isUniform(*mask.pattern) && keepsEverything(*mask.pattern);
    if (isUniformAlone && !support.uniform)
        return badInput(std::string(noKeysToWeigh));
    if (!isUniformAlone && !support.pairs)
        return badInput(std::string(support.why));
    if (isUniformAlone && mask.controlSeed)
        return badInput("uniform removes no pairs, so that there is no random control of it");
    if (isUniformAlone && !canBlend(mask, config))
        return badInput("linear attention has no softmax over the keys for uniform to act after; expected a strength of 1, "
                        "or uniform before it");
    if (!hasLearnedGates && usesGates(*mask.pattern))
        return badInput("the model has no learned gates to mask with");
    if (const auto heads = misfittingHeads(*mask.pattern, config.heads))
        return badInput(fmt::format("the mask is made for {}, the model has {}", counted(*heads, "head"), config.heads));
    return checkScope(mask.scope, config);
}

Result<void> checkAblation(const HeadAblation &ablation, const ModelConfig &config)
{
    if (const auto checked = checkScope(ablation.scope, config); !checked || !ablation.usesMeans)
        return checked;
    if (!ablation.means)
        return badInput("the mean outputs that ablated heads are to give have not been gathered from a corpus");
    const bool isLama = config.type == ModelType::Lama;
    const std::size_t layers = isLama ? 1 : config.layers;
    const int width = isLama ? 2 * config.hiddenSize : config.headSize;
    const auto fits = [&](const Matrix &means) { return means.rows() == config.heads && means.cols() == width; };
    if (ablation.means->size() != layers || !std::ranges::all_of(*ablation.means, fits))
        return badInput("the mean outputs of ablated heads are those of another model");
    return {};
}

bool isHard(const AttentionMask &mask)
{
    return mask.mode == MaskMode::BeforeSoftmax && mask.strength >= 1.0;
}

}  // namespace

bool HeadScope::contains(HeadRef head) const
{
    return everywhere || std::ranges::find(layers, head.layer) != layers.end() ||
           std::ranges::find(heads, head) != heads.end();
}

bool HeadAblation::operator==(const HeadAblation &other) const
{
    const bool haveSameMeans = means == other.means || (means && other.means && *means == *other.means);
    return scope == other.scope && usesMeans == other.usesMeans && haveSameMeans;
}

LayerIndex firstMaskedLayer(const AttentionMask &mask, int layers)
{
    LayerIndex first{layers};
    const auto include = [&first](const HeadScope &scope) {
        if (scope.everywhere)
            first = {0};
        for (const LayerIndex layer : scope.layers)
            first = std::min(first, layer);
        for (const HeadRef &head : scope.heads)
            first = std::min(first, head.layer);
    };
    if (mask.masksPairs())
        include(mask.scope);
    include(mask.ablation.scope);
    return first;
}

MaskSupport maskSupport(const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return {.pairs = false, .uniform = true, .ablation = true, .why = noPairsInLama};
    const AttentionMechanism &mechanism = mechanismOf(config.attention);
    return {.pairs = mechanism.masksPairs(),
            .uniform = hasFamily(config) && mechanism.columns != AttentionColumns::Features,
            .ablation = hasFamily(config),
            .why = mechanism.whyNoPairs};
}

Result<void> checkMask(const AttentionMask &mask, const ModelConfig &config, bool hasLearnedGates)
{
    if (!(mask.strength >= 0.0 && mask.strength <= 1.0))
        return badInput(fmt::format("the strength of the mask is {}, but must be between 0 and 1", mask.strength));
    if (mask.masksPairs()) {
        if (const auto checked = checkPattern(mask, config, hasLearnedGates); !checked)
            return checked;
    }
    if (mask.ablation.isActive() && !maskSupport(config).ablation)
        return badInput(std::string(maskSupport(config).why));
    return checkAblation(mask.ablation, config);
}

std::vector<int> uniformHeads(const AttentionMask &mask, LayerIndex layer, int heads)
{
    std::vector<int> uniform;
    for (int head = 0; mask.masksPairs() && isUniform(*mask.pattern) && head < heads; ++head) {
        if (mask.scope.contains({layer, {head}}))
            uniform.push_back(head);
    }
    return uniform;
}

PairMask askedPairs(const AttentionMask &mask, const PatternInput &input)
{
    if (!mask.masksPairs())
        return {};
    PairMask kept = keptPairs(*mask.pattern, input);
    return mask.controlSeed ? randomControl(kept, *mask.controlSeed, input.fixed.isCausal) : kept;
}

MaskPlan::MaskPlan(const AttentionMask &mask, const PatternInput &input, PairMask trained)
    : m_mask(mask), m_tokens(input.tokens), m_heads(input.heads), m_fixed(input.fixed), m_trained(std::move(trained)),
      m_asked(askedPairs(mask, input))
{
}

LayerMask MaskPlan::of(LayerIndex layer) const
{
    LayerMask result;
    if (!m_mask.masksPairs()) {
        result.kept = m_trained;
    } else if (isHard(m_mask)) {
        result.kept = chosen(layer, m_asked, m_trained);
    } else {
        result.kept = chosen(layer, PairMask(), m_trained);
        result.unweighed = chosen(layer, m_asked, PairMask());
        result.mode = m_mask.mode;
    }
    result.factor = static_cast<float>(1.0 - m_mask.strength);
    result.uniform = uniformHeads(m_mask, layer, m_heads);
    result.kept = withinFixedPairs(std::move(result.kept), m_fixed, layer, m_heads, m_tokens);
    for (int head = 0; head < m_heads; ++head) {
        if (m_mask.ablation.isActive() && m_mask.ablation.scope.contains({layer, {head}}))
            result.ablated.push_back(head);
    }
    if (m_mask.ablation.usesMeans && m_mask.ablation.means)
        result.means = &(*m_mask.ablation.means)[layer.value];
    return result;
}

double MaskPlan::sparsity(int layers) const
{
    const bool isSameInAllLayers = (!m_mask.masksPairs() || m_mask.scope.everywhere) && m_fixed.prunedHeads.empty();
    const int differing = isSameInAllLayers ? std::min(layers, 1) : layers;
    double removed = 0;
    double existing = 0;
    for (int layer = 0; layer < differing; ++layer) {
        const LayerMask mask = of({layer});
        const PairMask fixed = withinFixedPairs({}, m_fixed, {layer}, m_heads, m_tokens);
        const PairMask weighed = withinFixedPairs(mask.unweighed, m_fixed, {layer}, m_heads, m_tokens);
        const double missing = meanSparsity(fixed);
        removed += meanSparsity(mask.kept) - missing;
        if (!mask.unweighed.keepsEverything())
            removed += m_mask.strength * (meanSparsity(weighed) - missing);
        existing += 1.0 - missing;
    }
    return existing > 0 ? removed / existing : 0.0;
}

PairMask MaskPlan::chosen(LayerIndex layer, const PairMask &inScope, const PairMask &outside) const
{
    std::vector<bool> isInScope(m_heads);
    for (int head = 0; head < m_heads; ++head)
        isInScope[head] = m_mask.scope.contains({layer, {head}});
    if (std::ranges::find(isInScope, false) == isInScope.end())
        return inScope;
    if (std::ranges::find(isInScope, true) == isInScope.end() || (inScope.keepsEverything() && outside.keepsEverything()))
        return outside;
    return pairMask(m_heads, m_tokens, [&](int head, int query, int key) {
        return (isInScope[head] ? inScope : outside).keeps(head, query, key);
    });
}

void ablate(const LayerMask &mask, int headSize, Matrix &context)
{
    for (const int head : mask.ablated) {
        auto columns = context.middleCols(static_cast<Eigen::Index>(head) * headSize, headSize);
        if (mask.means)
            columns.rowwise() = mask.means->row(head);
        else
            columns.setZero();
    }
}

}  // namespace core
