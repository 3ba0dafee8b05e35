#include "core/figure/masks/mask_figures.h"

#include "core/base/message_text.h"
#include "core/figure/values/attention_figure.h"
#include "core/figure/values/figure_text.h"
#include "core/figure/values/layer_head_figure.h"
#include "core/figure/values/token_strip_figure.h"
#include "core/model/mask/mask_name.h"
#include "core/model/mask/pair_mask.h"
#include "core/model/model_outputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace core {
namespace {

constexpr int tileTokens = 14;
constexpr double leastChange = 5e-4;  // what its digits show

int tokensOf(const AnalysisSnapshot &snapshot)
{
    return snapshot.text ? static_cast<int>(snapshot.text->tokens.size()) : 0;
}

PatternInput inputFor(const AnalysisSnapshot &snapshot, int tokens)
{
    return snapshot.model ? patternInput(*snapshot.model, tokens) : PatternInput{.tokens = tokens, .heads = 1};
}

// Of a mask that is made for fewer heads than the model has, and so refused by it, the last one is drawn.
int headOf(const PairMask &mask, int head)
{
    return std::clamp(head, 0, std::max(0, mask.heads - 1));
}

PairMask ofOneHead(const PairMask &mask, int head, int tokens)
{
    return pairMask(1, tokens, [&](int, int query, int key) {
        return mask.keepsEverything() || mask.keeps(headOf(mask, head), query, key);
    });
}

const AnalysisSnapshot *maskedAnswer(const AnalysisSnapshot &snapshot)
{
    return snapshot.masked ? snapshot.masked->answer.get() : nullptr;
}

// "random control" has no room below a small picture.
std::string shortName(std::string_view name)
{
    constexpr std::size_t longest = 12;
    return std::string(name.size() <= longest ? name : name.substr(0, name.find(' ')));
}

std::string sentenceOf(const MaskKindDescription &description)
{
    const std::string kept = fmt::format("Keeps the pairs of query i and key j: {}.", description.formula);
    return description.source.empty() ? kept : kept + ' ' + std::string(description.source) + '.';
}

std::string outputsName(const ModelConfig &config)
{
    switch (config.outputs) {
    case OutputQuantity::Softmax: return "prediction";
    case OutputQuantity::Sigmoids: return "labels, a sigmoid each";
    case OutputQuantity::BinarySigmoid: return "label, sigmoid";
    case OutputQuantity::Values: break;
    }
    return "value";
}

std::vector<MaskChange> outputChanges(const AnalysisSnapshot &before, const AnalysisSnapshot &after)
{
    std::vector<MaskChange> changes;
    const bool isShare = areProbabilities(before.model->config.outputs);
    double most = isShare ? 1 : 1e-9;
    for (const std::vector<double> *outputs : {&before.outputs, &after.outputs}) {
        for (const double output : *outputs)
            most = std::max(most, std::abs(output));
    }
    for (std::size_t index = 0; index < std::min(before.outputs.size(), after.outputs.size()); ++index)
        changes.push_back({.name = className(before.model->config, index),
                           .before = before.outputs[index],
                           .after = after.outputs[index],
                           .most = most});
    return changes;
}

std::vector<MaskChange> measureChanges(const AnalysisSnapshot &before, const AnalysisSnapshot &after, HeadRef head)
{
    std::vector<MaskChange> changes;
    if (!before.measures || !after.measures)
        return changes;
    for (const HeadMeasureDescription &description : headMeasureDescriptions()) {
        const double without = before.measures->at(head, description.measure);
        const double with = after.measures->at(head, description.measure);
        if (std::isfinite(without) && std::isfinite(with))
            changes.push_back({.name = std::string(description.name),
                               .before = without,
                               .after = with,
                               .most = std::max({without, with, description.decimals == 0 ? 1.0 : 1e-9}),
                               .decimals = description.decimals});
    }
    return changes;
}

// Falls of different classes have no difference.
bool haveComparableImportance(const AnalysisSnapshot &before, const AnalysisSnapshot &after)
{
    return before.importance && after.importance && before.importance->target == after.importance->target;
}

std::string wordsNote(const AnalysisSnapshot &before, const AnalysisSnapshot &after)
{
    if (!before.importance || !after.importance || haveComparableImportance(before, after))
        return {};
    return before.model->config.outputs == OutputQuantity::Softmax ? "erasure is of another class under the mask"
                                                                   : "erasure is of another label under the mask";
}

// Those that change most, largest change first.
std::vector<MaskChange> wordChanges(const AnalysisSnapshot &before, const AnalysisSnapshot &after, const DisplayUnits &units)
{
    std::vector<MaskChange> changes;
    if (!haveComparableImportance(before, after))
        return changes;
    const std::vector<double> without = importanceOfUnits(*before.importance, units);
    const std::vector<double> with = importanceOfUnits(*after.importance, units);
    double most = 0;
    for (int unit = 0; unit < units.size(); ++unit) {
        if (std::isnan(without[unit]) || std::isnan(with[unit]))
            continue;
        if (std::abs(with[unit] - without[unit]) > leastChange)
            changes.push_back({.name = units[unit].label, .before = without[unit], .after = with[unit]});
        most = std::max({most, std::abs(without[unit]), std::abs(with[unit])});
    }
    std::ranges::stable_sort(changes, std::greater(),
                             [](const MaskChange &change) { return std::abs(change.after - change.before); });
    for (MaskChange &change : changes)
        change.most = most > 0 ? most : 1;
    return changes;
}

std::string unchangedSentence(const AttentionMask &mask, HeadRef head)
{
    if (!mask.ablation.isActive() || !mask.ablation.scope.contains(head))
        return "The mask changes nothing in this head's attention.";
    return std::string("This head is ablated: its attention stays, but what it gives is replaced by ") +
           (mask.ablation.usesMeans ? "its mean." : "zero.");
}

// Of the first painted or read mask that was made for another length.
std::string lengthNote(const MaskPattern &pattern, int tokens)
{
    for (const std::vector<MaskTerm> &terms : pattern.alternatives) {
        for (const MaskTerm &term : terms) {
            if (std::string note = lengthNote(term, tokens); !note.empty())
                return note;
        }
    }
    return {};
}

// A file says more once it is read.
std::string explanationOf(const MaskTerm &term, int tokens)
{
    if (term.kind != MaskKind::File || !term.pairs)
        return sentenceOf(describe(term.kind));
    std::string text = onOneLine(std::filesystem::path(term.file).filename().string()) + " is read as " +
                       std::string(readingNote(term.reading));
    const std::string length = tokens > 0 ? lengthNote(term, tokens) : std::string();
    return text + (length.empty() ? "." : "; " + length + ".");
}

// Nothing is painted or read yet, and not every model has gates or pairs.
bool hasPairs(const MaskTerm &term, const AnalysisSnapshot &snapshot)
{
    if (term.kind == MaskKind::Uniform)
        return true;
    if (snapshot.model && !maskSupport(snapshot.model->config).pairs)
        return false;
    if (term.kind == MaskKind::Painted || term.kind == MaskKind::File)
        return term.pairs != nullptr;
    return term.kind != MaskKind::Learned || (snapshot.model && snapshot.model->learnedGates);
}

}  // namespace

MaskTile maskTile(const MaskTerm &term, const AnalysisSnapshot &snapshot, HeadRef head)
{
    const MaskKindDescription &description = describe(term.kind);
    const MaskPattern pattern = patternOf(term);
    MaskTile tile{.name = shortName(description.name),
                  .explanation = explanationOf(term, tokensOf(snapshot)),
                  .picture = {},
                  .tokens = tileTokens,
                  .isUniform = isUniform(pattern),
                  .sparsity = {}};
    tile.picture = ofOneHead(keptPairs(pattern, inputFor(snapshot, tileTokens)), head.head.value, tileTokens);
    if (const int tokens = tokensOf(snapshot); tokens > 0 && hasPairs(term, snapshot)) {
        const PairMask whole = keptPairs(pattern, inputFor(snapshot, tokens));
        const double removed = whole.keepsEverything() ? 0.0 : sparsity(whole, headOf(whole, head.head.value));
        tile.sparsity = formatNumber(100 * removed, 0) + " %";
    }
    return tile;
}

std::string absentMask(const ModelConfig &config)
{
    const MaskSupport support = maskSupport(config);
    if (!support.pairs && !support.uniform)
        return "Choose a head to ablate, to see what it changes.";
    return support.pairs ? "Choose a mask, or a head to ablate, to see what it changes."
                         : "Choose uniform, or a head to ablate, to see what it changes.";
}

PairMask paintablePairs(const AttentionMask &mask, const AnalysisSnapshot &snapshot, HeadRef head)
{
    const int tokens = tokensOf(snapshot);
    return ofOneHead(askedPairs(mask, inputFor(snapshot, tokens)), head.head.value, tokens);
}

HeatMapFigure maskFigure(const AttentionMask &mask, const AnalysisSnapshot &snapshot, HeadRef head)
{
    const int tokens = tokensOf(snapshot);
    if (tokens == 0)
        return {.absence = "There is no token to mask."};
    const DisplayUnits units = displayUnits(snapshot, {});
    const PairMask pairs = paintablePairs(mask, snapshot, head);
    HeatMapFigure figure{
        .title = "Mask",
        .explanation = "Which keys each query may attend to, over the model's tokens. Dragging removes pairs, or keeps "
                       "them; the right button "
                       "does the opposite. The wheel zooms, the middle button moves the map.",
        .rows = unitAxis("query token", units),
        .columns = unitAxis("key token", units),
        .values = Matrix(tokens, tokens),
        .valueName = formatNumber(100 * sparsity(pairs), 1) + " % removed",
        .scaleNote = joinedNotes(isUniform(*mask.pattern) ? "every key that is kept weighs the same" : "",
                                 mask.controlSeed ? "drawn at random" : lengthNote(*mask.pattern, tokens)),
        .scale = {.low = 0, .high = 1.6},  // so that what is kept does not outweigh the picture
        .colorMap = "blues",
        .named = {{1, "kept"}, {0, "removed"}},
    };
    std::ranges::transform(pairs.kept, figure.values.data(), [](std::uint8_t isKept) { return isKept != 0 ? 1.0F : 0.0F; });
    return figure;
}

HeatMapFigure maskedAttentionFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                                    const ColorOptions &colors, MaskPicture picture)
{
    const AnalysisSnapshot *masked = maskedAnswer(snapshot);
    HeatMapFigure before = attentionFigure(snapshot, head, units, colors);
    if (before.isEmpty())
        return {.absence = "This model has no token-to-token attention."};
    if (!masked && picture != MaskPicture::Before)
        return {.absence = absentMask(snapshot.model->config)};
    if (!masked)
        return before;
    HeatMapFigure after = attentionFigure(*masked, head, units, colors);
    if (after.isEmpty())
        return after;
    if (picture == MaskPicture::Difference) {
        after.title += ", after minus before";
        after.explanation = "What the mask changes in this head's attention: after minus before.";
        after.values -= before.values;
        after.valueName = "after − before";
        if (after.values.isZero(0))
            return {.absence = unchangedSentence(snapshot.request.mask, head)};
        after.scaleNote = "neutral at 0";
        setSignedScale(after);
        return after;
    }
    const double most = std::max(before.scale.high, after.scale.high);
    HeatMapFigure &shown = picture == MaskPicture::Before ? before : after;
    shown.scale.high = most;
    shown.scaleNote = joinedNotes(shown.scaleNote, "one scale before and after");
    return std::move(shown);
}

HeatMapFigure divergenceFigure(const AnalysisSnapshot &snapshot)
{
    const HeadLayout layout = headLayout(snapshot);
    if (layout.total() == 0)
        return {.absence = "The model has no heads to mask."};
    const bool isMasked = snapshot.masked && !snapshot.masked->divergence.isEmpty();
    // Heads can be chosen before there is a mask.
    HeatMapFigure figure =
        layerHeadFigure(layout, [&](HeadRef head) { return isMasked ? snapshot.masked->divergence.at(head) : 0.0; });
    figure.title = "Change of every head";
    figure.explanation =
        "Jensen–Shannon divergence of each head's attention under the mask from that without it, mean over the queries, in "
        "bits: 0 where nothing changes, 1 where no key is left in common.";
    figure.valueName = "Jensen–Shannon divergence, bits";
    setScaleFromZero(figure);
    return figure;
}

std::optional<double> removedShare(const AttentionMask &mask, const AnalysisSnapshot &snapshot)
{
    if (!mask.masksPairs() || !snapshot.model || !snapshot.text)
        return std::nullopt;
    const ModelConfig &config = snapshot.model->config;
    const PatternInput input = inputFor(snapshot, tokensOf(snapshot));
    const MaskPlan plan(mask, input, trainedMask(config.attention.trainedMask, input.gates, input.tokens));
    return plan.sparsity(config.layers);
}

std::string maskSummary(const AttentionMask &mask, const AnalysisSnapshot &snapshot)
{
    std::string summary = maskName(mask);
    const auto add = [&summary](const std::string &part) { summary.append(summary.empty() ? "" : " · ").append(part); };
    if (mask.masksPairs() && isUniform(*mask.pattern) && keepsEverything(*mask.pattern))
        add("every key the same, no pair removed");
    else if (const std::optional<double> removed = removedShare(mask, snapshot))
        add(fmt::format("{} % of all pairs removed", formatNumber(100 * *removed, 1)));
    if (mask.ablation.isActive())
        add("ablated: " + scopeName(mask.ablation.scope));
    return summary;
}

BarFigure changeBars(std::string name, std::span<const MaskChange> changes)
{
    BarFigure bars{.title = "What the mask changes",
                   .explanation = "The upper bar is without the mask, the lower one under it.",
                   .absence = "The mask changes nothing here.",
                   .valueName = std::move(name),
                   .direction = BarDirection::Rightward,
                   .isSigned = false,
                   .bars = {}};
    bars.isSigned =
        std::ranges::any_of(changes, [](const MaskChange &change) { return change.before < 0 || change.after < 0; });
    for (const MaskChange &change : changes)
        bars.bars.push_back(
            {.label = change.name,
             .value = change.after,
             .full = change.most,
             .number = formatNumber(change.before, change.decimals) + " → " + formatNumber(change.after, change.decimals),
             .reference = change.before});
    return bars;
}

MaskEffects maskEffects(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units)
{
    const AnalysisSnapshot *masked = maskedAnswer(snapshot);
    if (!masked)
        return {};
    return {.outputsName = outputsName(snapshot.model->config),
            .outputs = outputChanges(snapshot, *masked),
            .measures = measureChanges(snapshot, *masked, head),
            .wordsName = snapshot.importance ? importanceName(snapshot) : std::string(),
            .words = wordChanges(snapshot, *masked, units),
            .wordsNote = wordsNote(snapshot, *masked),
            .note = withoutKeyNote(*masked, head)};
}

}  // namespace core
