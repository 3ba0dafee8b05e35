#include "core/figure/inspector/mechanism_facts.h"

#include "core/figure/values/figure_text.h"
#include "core/figure/values/weight_figures.h"
#include "core/format/family/model_family.h"
#include "core/model/mask/fixed_pairs.h"
#include "core/model/mask/pair_mask.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

int tokenCount(const AnalysisSnapshot &snapshot)
{
    return snapshot.text ? static_cast<int>(snapshot.text->tokens.size()) : 0;
}

// Which published family it is of, what of the config had to be decided, and whether the head is there at all.
void addFamily(const AnalysisSnapshot &snapshot, HeadRef head, std::vector<Fact> &facts)
{
    const ModelConfig &config = snapshot.model->config;
    if (hasFamily(config) && config.type != ModelType::CompactBert)
        facts.push_back({"family", std::string(familyOf(config).name)});
    for (const std::string &remark : config.remarks)
        facts.push_back({"remark", remark});
    if (head.layer.value < config.layers && fixedPairs(config).isPruned(head))
        facts.push_back({"head", "pruned: it adds nothing"});
}

// Head size, width and rank bound side by side: what the low-rank bottleneck is about (resources/help/mechanisms.md, Fixed head
// size).
void addHeadSize(const ModelConfig &config, std::vector<Fact> &facts)
{
    if (config.headSize == 0)
        return;
    const int headWidths = config.heads * config.headSize;
    facts.push_back({"head size dₕ", std::to_string(config.headSize)});
    facts.push_back({"width d", std::to_string(config.hiddenSize)});
    facts.push_back({"heads × head size", std::to_string(headWidths) + (headWidths == config.hiddenSize ? " = d" : " ≠ d")});
}

// Of what the softmax takes in, or of a map that is implied. Where there is neither, a softmax over features makes the map, and it
// may have any rank.
void addRankBound(const AnalysisSnapshot &snapshot, std::vector<Fact> &facts)
{
    const ModelConfig &config = snapshot.model->config;
    const AttentionMechanism &mechanism = attentionMechanism(snapshot);
    if (!mechanism.hasScores() && !mechanism.isMapImplied)
        return;
    int bound = std::min(config.headSize, tokenCount(snapshot));
    if (config.attention.projectedLength > 0)
        bound = std::min(bound, config.attention.projectedLength);
    facts.push_back({mechanism.hasScores() ? "rank of the scores" : "rank of the map", fmt::format("≤ {}", bound)});
}

void addSettings(const AnalysisSnapshot &snapshot, std::vector<Fact> &facts)
{
    const auto settings = attentionMechanism(snapshot).settings;
    if (!settings)
        return;
    for (const MechanismSetting &setting : settings(snapshot.model->config.attention)) {
        if (setting.fact.empty())
            continue;
        const auto *number = std::get_if<int>(&setting.value);
        facts.push_back(
            {std::string(setting.fact), number ? std::to_string(*number) : std::get<std::string>(setting.value)});
    }
}

// The signs of d_q d_k decide how many positive and negative eigenvalues the scores can have.
void addScales(const AttentionParameters &parameters, const ModelConfig &config, HeadIndex head, std::vector<Fact> &facts)
{
    if (parameters.queryScale.size() == 0)
        return;
    const Eigen::Index first = static_cast<Eigen::Index>(head.value) * config.headSize;
    const Eigen::ArrayXf products = parameters.queryScale.segment(first, config.headSize).array() *
                                    parameters.keyScale.segment(first, config.headSize).array();
    facts.push_back({"signs of d_q d_k", fmt::format("{} +, {} −", (products > 0).count(), (products < 0).count())});
}

void addPairing(const AnalysisSnapshot &snapshot, HeadRef head, std::vector<Fact> &facts)
{
    const HeatMapFigure symmetric = pairingFigure(snapshot, head, PairingPart::Symmetric);
    if (symmetric.isEmpty())
        return;
    const HeatMapFigure antisymmetric = pairingFigure(snapshot, head, PairingPart::Antisymmetric);
    facts.push_back({"M: symmetric part", formatBriefly(symmetric.values.norm())});
    facts.push_back({"M: antisymmetric part", formatBriefly(antisymmetric.values.norm())});
}

void addTrainedMask(const AnalysisSnapshot &snapshot, HeadRef head, std::vector<Fact> &facts)
{
    const LoadedModel &model = *snapshot.model;
    const int tokens = tokenCount(snapshot);
    if (model.config.attention.trainedMask == TrainedMask::NoDiagonal)
        facts.push_back({"trained mask", "no diagonal"});
    if (!model.learnedGates || tokens == 0 || head.head.value >= model.learnedGates->heads())
        return;
    const int kept = keptPairs(*model.learnedGates, head.head.value, tokens);
    const double pairs = static_cast<double>(tokens) * tokens;
    facts.push_back({"trained mask", std::string(idOf(model.config.attention.trainedMask))});
    facts.push_back({"kept pairs", fmt::format("{} of {}", kept, formatNumber(pairs, 0))});
    facts.push_back({"sparsity", formatNumber(100 * (1 - kept / pairs), 1) + " %"});
}

// Where no key is left to a query, the layer hands its state on without anything from this head.
void addWithoutKey(const AnalysisSnapshot &snapshot, HeadRef head, std::vector<Fact> &facts)
{
    if (const int queries = queriesWithoutKey(snapshot, head); queries > 0)
        facts.push_back({"queries without a key", fmt::format("{}: only the residual path remains", queries)});
}

// "107.3 k (+8.3 %)": a count and how it compares with that of standard attention; without the comparison where they are equal.
std::string compared(std::int64_t count, std::int64_t standard)
{
    if (count == standard)
        return formatCount(count);
    const double change = 100 * (static_cast<double>(count) / static_cast<double>(standard) - 1);
    return fmt::format("{}{}{} %)", formatCount(count), change < 0 ? " (−" : " (+", formatNumber(std::abs(change), 1));
}

}  // namespace

std::vector<Fact> mechanismFacts(const AnalysisSnapshot &snapshot, HeadRef head)
{
    std::vector<Fact> facts;
    if (!snapshot.model || snapshot.model->config.type == ModelType::Lama)
        return facts;
    const ModelConfig &config = snapshot.model->config;
    const AttentionParameters &parameters = attentionParameters(snapshot, head.layer);
    addFamily(snapshot, head, facts);
    addHeadSize(config, facts);
    addRankBound(snapshot, facts);
    addSettings(snapshot, facts);
    addScales(parameters, config, head.head, facts);
    addPairing(snapshot, head, facts);
    addTrainedMask(snapshot, head, facts);
    addWithoutKey(snapshot, head, facts);
    return facts;
}

std::vector<Fact> parameterFacts(const LoadedModel &model)
{
    const ParameterCounts &counts = model.parameters;
    std::vector<Fact> facts;
    if (counts.total > 0)
        facts.push_back({"in total", formatCount(counts.total)});
    if (counts.attention == 0)
        return facts;
    const ParameterCounts standard = model.config.type == ModelType::Lama ? counts : countStandardParameters(model.config);
    facts.push_back({"attention", compared(counts.attentionWithoutOutput(), standard.attentionWithoutOutput())});
    if (counts.outputProjection > 0)
        facts.push_back({"with output", compared(counts.attention, standard.attention)});
    return facts;
}

}  // namespace core
