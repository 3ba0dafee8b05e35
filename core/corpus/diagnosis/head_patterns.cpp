#include "core/corpus/diagnosis/head_patterns.h"

#include "core/analysis/measures/total_variation.h"
#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/spectra/spectra.h"
#include "core/format/maps/row_sums.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/model/model_inputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <variant>

namespace core {
namespace {

constexpr std::array<std::string_view, 4> probes{
    "The quick brown fox jumps over the lazy dog.",
    "She said that the movie was not nearly as good as the book it was based on.",
    "In 1969, two astronauts walked on the moon while a third one stayed in orbit.",
    "If you mix flour, water and salt, the dough has to rest for an hour before it goes into the oven."};

// Sums over the rows of all texts.
struct HeadSums {
    RowMean fromUniform;
    RowMean stableRank;               // a text counts as a row
    std::vector<RowMean> fromOthers;  // one for each head of the layer
};

// Of one layer, or of LAMA, the map of a head and what its queries may attend to.
struct LayerMaps {
    std::vector<MatrixView> heads;
    PairMask kept;
};

bool hasSlots(const ModelConfig &config)
{
    return config.attention.kind == AttentionKind::Linformer;
}

std::string absenceOf(const ModelConfig &config)
{
    const bool isMapOfFeatures =
        config.type != ModelType::Lama && mechanismOf(config.attention).columns == AttentionColumns::Features;
    return isMapOfFeatures
               ? "This attention is a map over features, whose rows are no tokens: no head can be uniform over the "
                 "text, or like another one."
               : "";
}

// Where every head has slots of its own, two heads have nothing in common to look at.
std::string pairAbsenceOf(const ModelConfig &config)
{
    const bool hasOwnSlots = hasSlots(config) && config.attention.sharing == ProjectionSharing::None;
    return hasOwnSlots ? "Every head of this Linformer has slots of its own, so that their maps cannot be compared." : "";
}

// Attention that was stored without its model is causal where nothing lies above any diagonal.
bool looksCausal(const EncoderTrace &trace)
{
    return std::ranges::all_of(trace.layers, [](const LayerTrace &layer) {
        for (int head = 0; head < layer.attention.heads(); ++head) {
            const MatrixView map = layer.attention[head];
            for (Eigen::Index query = 0; query < map.rows(); ++query) {
                if ((map.row(query).tail(map.cols() - query - 1).array() != 0.0F).any())
                    return false;
            }
        }
        return true;
    });
}

PairMask keptPairs(const LoadedModel &model, const EncoderTrace &trace, LayerIndex layer, int tokens)
{
    if (hasSlots(model.config))
        return {};
    FixedPairs fixed = fixedPairs(model.config);
    if (model.config.type == ModelType::StoredMaps)
        fixed.isCausal = looksCausal(trace);
    PairMask trained = trainedMask(model.config.attention.trainedMask, model.learnedGates.get(), tokens);
    return withinFixedPairs(std::move(trained), fixed, layer, model.config.heads, tokens);
}

std::vector<LayerMaps> mapsOf(const LoadedModel &model, const ForwardTrace &trace)
{
    std::vector<LayerMaps> layers;
    if (const auto *lama = std::get_if<LamaTrace>(&trace.network)) {
        LayerMaps maps;
        for (Eigen::Index head = 0; head < lama->attention.rows(); ++head)
            maps.heads.emplace_back(lama->attention.row(head).data(), 1, lama->attention.cols());
        return {std::move(maps)};
    }
    const auto &encoder = std::get<EncoderTrace>(trace.network);
    for (int layer = 0; layer < static_cast<int>(encoder.layers.size()); ++layer) {
        const HeadMatrices &attention = encoder.layers[static_cast<std::size_t>(layer)].attention;
        LayerMaps maps{.heads = {}, .kept = keptPairs(model, encoder, {layer}, attention.rows())};
        for (int head = 0; head < attention.heads(); ++head)
            maps.heads.push_back(attention[head]);
        layers.push_back(std::move(maps));
    }
    return layers;
}

void addLayer(const LayerMaps &maps, bool comparesHeads, std::span<HeadSums> sums)
{
    for (std::size_t one = 0; one < maps.heads.size(); ++one) {
        const int head = static_cast<int>(one);
        sums[one].fromUniform.add(variationFromUniform(maps.heads[one], maps.kept, head));
        sums[one].fromOthers.resize(maps.heads.size());
        for (std::size_t other = 0; other < one && comparesHeads; ++other) {
            const RowMean variation =
                variationBetween(maps.heads[one], head, maps.heads[other], static_cast<int>(other), maps.kept);
            sums[one].fromOthers[other].add(variation);
            sums[other].fromOthers[one].add(variation);
        }
    }
}

// Stored maps may hold percentages, say, of which no total variation is defined.
std::string absenceOf(const EncoderTrace &storedMaps)
{
    RowSums sums;
    for (const LayerTrace &layer : storedMaps.layers)
        sums.add(layer.attention);
    return sums.areOne() ? ""
                         : fmt::format("The weights of a query add up to {} and not to 1, so no head can be said to be "
                                       "near-uniform, or near-identical to another one.",
                                       sums.text());
}

Result<void> addText(const LoadedModel &model, const TokenizedText &text, HeadPatterns &patterns,
                     std::vector<HeadSums> &sums, const StopToken &stop)
{
    ForwardOptions options;
    options.kept.effective = false;
    if (predictsPieces(model.config.task))
        options.predictedPositions = {0};  // nobody looks at what is predicted
    const Result<ForwardTrace> trace = forward(model, tokenIds(text), options, stop);
    if (!trace)
        return trace.error();
    const Result<SpectrumSet> decomposed = spectra(*trace, {.scores = false, .attention = true, .effective = false}, stop);
    if (!decomposed)
        return decomposed.error();
    const std::size_t heads = static_cast<std::size_t>(model.config.heads);
    if (model.config.type == ModelType::StoredMaps)
        patterns.absence = patterns.pairAbsence = absenceOf(std::get<EncoderTrace>(trace->network));
    if (patterns.absence.empty()) {
        const std::vector<LayerMaps> layers = mapsOf(model, *trace);
        for (std::size_t layer = 0; layer < layers.size(); ++layer)
            addLayer(layers[layer], patterns.pairAbsence.empty(), std::span(sums).subspan(layer * heads, heads));
    }
    for (std::size_t head = 0; head < sums.size() && model.config.type != ModelType::Lama; ++head) {
        const HeadRef where = patterns.heads[head].head;
        if (const auto values = decomposed->of(decomposed->attention, where); !values.empty())
            sums[head].stableRank.add({stableRank(values), 1});
    }
    return {};
}

void findNearest(const HeadSums &sums, std::span<const HeadPattern> layer, HeadPattern &head)
{
    for (std::size_t other = 0; other < sums.fromOthers.size(); ++other) {
        const double variation = sums.fromOthers[other].mean();
        if (layer[other].isPruned || std::isnan(variation) || (head.nearest && variation >= head.fromNearest))
            continue;
        head.nearest = layer[other].head.head;
        head.fromNearest = variation;
    }
}

void findIdentical(std::span<const HeadSums> sums, std::span<const HeadPattern> layer, std::vector<IdenticalHeads> &found)
{
    for (std::size_t one = 0; one < layer.size(); ++one) {
        for (std::size_t other = one + 1; other < layer.size() && other < sums[one].fromOthers.size(); ++other) {
            const double variation = sums[one].fromOthers[other].mean();
            const bool areThere = !layer[one].isPruned && !layer[other].isPruned;
            const bool isUniform = layer[one].isNearUniform || layer[other].isNearUniform;
            if (areThere && !isUniform && variation < nearIdenticalVariation)
                found.push_back({layer[one].head.layer, layer[one].head.head, layer[other].head.head, variation});
        }
    }
}

HeadPatterns emptyPatterns(const ModelConfig &config)
{
    const bool isLama = config.type == ModelType::Lama;
    HeadPatterns patterns{.heads = {},
                          .identical = {},
                          .nearUniformBelow = isLama ? nearUniformVariationOfLama : nearUniformVariation,
                          .absence = absenceOf(config),
                          .pairAbsence = absenceOf(config).empty() ? pairAbsenceOf(config) : absenceOf(config)};
    const FixedPairs fixed = fixedPairs(config);
    const int layers = isLama ? 1 : config.layers;
    for (int layer = 0; layer < layers; ++layer) {
        for (int head = 0; head < config.heads; ++head) {
            const HeadRef where{{layer}, {head}};
            patterns.heads.push_back({.head = where, .isPruned = fixed.isPruned(where)});
        }
    }
    return patterns;
}

void conclude(const std::vector<HeadSums> &sums, std::size_t heads, HeadPatterns &patterns)
{
    for (std::size_t head = 0; head < sums.size(); ++head) {
        HeadPattern &pattern = patterns.heads[head];
        if (pattern.isPruned)
            continue;
        pattern.fromUniform = sums[head].fromUniform.mean();
        pattern.isNearUniform = pattern.fromUniform < patterns.nearUniformBelow;
        pattern.attentionStableRank = sums[head].stableRank.mean();
    }
    for (std::size_t first = 0; first < sums.size(); first += heads) {
        const auto layer = std::span(patterns.heads).subspan(first, heads);
        for (std::size_t head = 0; head < heads; ++head) {
            if (!layer[head].isPruned)
                findNearest(sums[first + head], layer, layer[head]);
        }
        findIdentical(std::span(sums).subspan(first, heads), layer, patterns.identical);
    }
    std::ranges::stable_sort(patterns.identical, {}, &IdenticalHeads::variation);
}

}  // namespace

std::size_t HeadPatterns::nearUniformHeads() const
{
    return static_cast<std::size_t>(std::ranges::count_if(heads, &HeadPattern::isNearUniform));
}

std::size_t HeadPatterns::prunedHeads() const
{
    return static_cast<std::size_t>(std::ranges::count_if(heads, &HeadPattern::isPruned));
}

bool HeadPatterns::areAllNearUniform() const
{
    return nearUniformHeads() > 0 && nearUniformHeads() + prunedHeads() == heads.size();
}

std::span<const std::string_view> probeTexts()
{
    return probes;
}

Result<HeadPatterns> headPatterns(const LoadedModel &model, const StopToken &stop)
{
    HeadPatterns patterns = emptyPatterns(model.config);
    std::vector<std::string_view> texts(probes.begin(), probes.end());
    if (model.onlyText)
        texts = {*model.onlyText};
    std::vector<HeadSums> sums(patterns.heads.size());
    for (const std::string_view text : texts) {
        const TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
        if (const Result<void> added = addText(model, tokens, patterns, sums, stop); !added)
            return added.error();
        ++patterns.texts;
        patterns.tokens += tokens.tokens.size();
    }
    conclude(sums, static_cast<std::size_t>(model.config.heads), patterns);
    return patterns;
}

}  // namespace core
