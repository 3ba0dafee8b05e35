#pragma once

#include <span>
#include <string_view>

namespace core {

// Every kind of picture that can be a panel of a figure.
enum class PanelKind {
    HeatMap,
    HeadGrid,
    HeadLines,
    Scales,
    LamaStrips,
    LamaContributions,
    LamaSpectra,
    Spectrum,
    Cumulative,
    Residual,
    LayerHeadMap,
    LayerHeadMeans,
    Truncation,
    WeightSpectrum,
    WeightMap,
    MaskBefore,
    MaskAfter,
    MaskDifference,
    MaskPattern,
    MaskDivergence,
    GatePositions,
    OffsetProfile,
    Stationary,
    DiagonalMass,
    PositionProfile,
    MaskSweep,
    MaskSweepPairs,
    MaskEvaluation,
    MaskEvaluationLoss,
    ImportanceBars,
    ColoredSentence,
    WordDistribution,
    HeadSizes,
    HeldOut,
    Playground,
    PlaygroundTarget,
    PlaygroundRealized,
    PlaygroundDifference,
    PlaygroundSpectrum
};

// What a kind is drawn of besides the model.
enum class PanelSource {
    Text,           // one pass
    MaskedText,     // a pass under the mask beside the one without it
    TruncatedText,  // a pass with heads of a lower rank beside the whole one
    Weights,        // the checkpoint beside one pass
    Target,         // a map to realize, of a head or of as many tokens as the text has
    LabeledTexts,   // a file of labeled texts, under the mask or a sweep of masks
    Texts,          // a file of texts
    TextMeans,      // means over a file of texts
    WordTexts,      // those of a file that have a word
    Models          // several models, on the text or a file of texts
};

struct PanelKindDescription {
    PanelKind kind;
    std::string_view id;     // in recipes: "heat-map"
    std::string_view title;  // "heat map of a head"
    PanelSource source = PanelSource::Text;
    bool hasHead = false;        // "layer" and "head"
    bool hasMeasure = false;     // "measure"
    bool hasMatrix = false;      // "matrix"
    bool hasImportance = false;  // "class", "quantity" and what else a measure of importance is asked
    bool hasWord = false;        // "word" and "by"
    bool hasUnits = false;       // tokens or words: "unit", "special_tokens"
    bool hasColors = false;      // of a sequential scale: "color_map" and "gamma"
};

// Whether one pass over a text is all that such a panel is drawn of besides the model.
bool isOfText(PanelSource source);

std::span<const PanelKindDescription> panelKinds();
const PanelKindDescription &describe(PanelKind kind);
// Null for an id that is none.
const PanelKindDescription *panelKind(std::string_view id);

}  // namespace core
