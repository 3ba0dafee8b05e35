#pragma once

#include "core/figure/values/bar_figure.h"
#include "core/figure/values/heat_map_figure.h"
#include "core/model/mask/attention_mask.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace core {

// The pictures of the Masks workspace.

// A kind of mask drawn small: its pairs on a few tokens, and its name.
struct MaskTile {
    std::string name;
    std::string explanation;  // which pairs it keeps, where it comes from
    PairMask picture;         // of one head; nothing where it keeps everything
    int tokens = 0;           // of the picture
    bool isUniform = false;   // weighs all that it keeps the same
    std::string
        sparsity;  // "62 %" of the pairs of the shown text that it removes; empty where there is nothing to remove yet
};

MaskTile maskTile(const MaskTerm &term, const AnalysisSnapshot &snapshot, HeadRef head);

// What a reader is asked to choose where nothing is masked yet.
std::string absentMask(const ModelConfig &config);

// The pairs that the mask keeps of the text's tokens in a head of its scope, all of them whatever units are shown, as the painter
// paints them.
HeatMapFigure maskFigure(const AttentionMask &mask, const AnalysisSnapshot &snapshot, HeadRef head);
// The same as a mask with a pair for every pair of tokens, to be painted on.
PairMask paintablePairs(const AttentionMask &mask, const AnalysisSnapshot &snapshot, HeadRef head);

enum class MaskPicture { Before, After, Difference };

// The selected head's attention without the mask, under it, or what the mask changes. Before and after share their limits; the
// difference is neutral at zero.
HeatMapFigure maskedAttentionFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                                    const ColorOptions &colors, MaskPicture picture);

// Layers x heads: the Jensen-Shannon divergence of every head's attention under the mask from that without it, in bits.
HeatMapFigure divergenceFigure(const AnalysisSnapshot &snapshot);

// The share of the pairs of all heads that the mask removes of the text, 0 ... 1; none where it masks no pairs.
std::optional<double> removedShare(const AttentionMask &mask, const AnalysisSnapshot &snapshot);

// "star of ±1 or blocks of 4 · 71.0 % of all pairs removed · ablated: L0 H1"; empty without a mask.
std::string maskSummary(const AttentionMask &mask, const AnalysisSnapshot &snapshot);

// A number without the mask and under it.
struct MaskChange {
    std::string name;
    double before = 0;
    double after = 0;
    double most = 1;  // what fills a bar
    int decimals = 3;
};

// A bar for each change, with what it was without the mask as its reference.
BarFigure changeBars(std::string name, std::span<const MaskChange> changes);

// What a mask does to a text: outputs; measures of the selected head; the words whose importance changes, those it changes most first.
struct MaskEffects {
    std::string outputsName;  // "prediction", "labels, sigmoid", "values"
    std::vector<MaskChange> outputs;
    std::vector<MaskChange> measures;
    std::string wordsName;  // "erasure, fall of p(positive)": what the words' numbers are
    std::vector<MaskChange> words;
    std::string wordsNote;  // why no words are listed, where their importance cannot be compared
    std::string note;       // queries of the selected head that were left without a key; empty where there is none
};

// Empty without a mask.
MaskEffects maskEffects(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units);

}  // namespace core
