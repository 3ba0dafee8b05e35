#include "core/recipe/panel_kind.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

using enum PanelSource;

constexpr std::array kinds{
    PanelKindDescription{.kind = PanelKind::HeatMap,
                         .id = "heat-map",
                         .title = "map of a head",
                         .source = Text,
                         .hasHead = true,
                         .hasMatrix = true,
                         .hasUnits = true,
                         .hasColors = true},
    PanelKindDescription{.kind = PanelKind::HeadGrid,
                         .id = "head-grid",
                         .title = "all heads",
                         .source = Text,
                         .hasMeasure = true,
                         .hasUnits = true,
                         .hasColors = true},
    PanelKindDescription{.kind = PanelKind::HeadLines,
                         .id = "head-lines",
                         .title = "a head as lines between tokens",
                         .source = Text,
                         .hasHead = true,
                         .hasUnits = true},
    PanelKindDescription{.kind = PanelKind::LamaStrips,
                         .id = "lama-strips",
                         .title = "LAMA's heads relative to uniform attention",
                         .source = Text,
                         .hasUnits = true},
    PanelKindDescription{.kind = PanelKind::LamaContributions,
                         .id = "lama-contributions",
                         .title = "what LAMA's heads and words add to a class",
                         .source = Text,
                         .hasUnits = true},
    PanelKindDescription{.kind = PanelKind::LamaSpectra,
                         .id = "lama-spectra",
                         .title = "singular values of LAMA's attention",
                         .source = Text},
    PanelKindDescription{.kind = PanelKind::Spectrum,
                         .id = "spectrum",
                         .title = "singular values of a head",
                         .source = Text,
                         .hasHead = true},
    PanelKindDescription{.kind = PanelKind::Cumulative,
                         .id = "cumulative",
                         .title = "share of the first k singular values",
                         .source = Text,
                         .hasHead = true},
    PanelKindDescription{
        .kind = PanelKind::Residual, .id = "residual", .title = "distance to rank one by layer", .source = Text},
    PanelKindDescription{.kind = PanelKind::LayerHeadMap,
                         .id = "layer-head-map",
                         .title = "a measure of every head",
                         .source = Text,
                         .hasMeasure = true,
                         .hasMatrix = true},
    PanelKindDescription{.kind = PanelKind::MaskBefore,
                         .id = "mask-before",
                         .title = "a head without the mask",
                         .source = MaskedText,
                         .hasHead = true,
                         .hasUnits = true,
                         .hasColors = true},
    PanelKindDescription{.kind = PanelKind::MaskAfter,
                         .id = "mask-after",
                         .title = "a head under the mask",
                         .source = MaskedText,
                         .hasHead = true,
                         .hasUnits = true,
                         .hasColors = true},
    PanelKindDescription{.kind = PanelKind::MaskDifference,
                         .id = "mask-difference",
                         .title = "what the mask changes in a head",
                         .source = MaskedText,
                         .hasHead = true,
                         .hasUnits = true},
    PanelKindDescription{.kind = PanelKind::MaskPattern,
                         .id = "mask-pattern",
                         .title = "the pairs that the mask keeps",
                         .source = MaskedText,
                         .hasHead = true},
    PanelKindDescription{.kind = PanelKind::MaskDivergence,
                         .id = "mask-divergence",
                         .title = "how far the mask moves every head",
                         .source = MaskedText},
    PanelKindDescription{.kind = PanelKind::GatePositions,
                         .id = "gate-positions",
                         .title = "learned gates by position",
                         .source = Text,
                         .hasHead = true},
    PanelKindDescription{.kind = PanelKind::OffsetProfile,
                         .id = "offset-profile",
                         .title = "a head by the distance of query and key",
                         .source = Text,
                         .hasHead = true,
                         .hasUnits = true},
    PanelKindDescription{.kind = PanelKind::Stationary,
                         .id = "stationary",
                         .title = "where a head's attention settles",
                         .source = Text,
                         .hasHead = true,
                         .hasUnits = true},
    PanelKindDescription{
        .kind = PanelKind::DiagonalMass, .id = "diagonal-mass", .title = "diagonal mass of every head", .source = Text},
    PanelKindDescription{.kind = PanelKind::PositionProfile,
                         .id = "position-profile",
                         .title = "attention to positions over a file",
                         .source = Texts,
                         .hasHead = true},
    PanelKindDescription{
        .kind = PanelKind::MaskSweep, .id = "mask-sweep", .title = "quality over a sweep of masks", .source = LabeledTexts},
    PanelKindDescription{.kind = PanelKind::MaskEvaluation,
                         .id = "mask-evaluation",
                         .title = "quality with and without the mask",
                         .source = LabeledTexts},
    PanelKindDescription{.kind = PanelKind::ImportanceBars,
                         .id = "importance-bars",
                         .title = "importance of every token",
                         .source = Text,
                         .hasMeasure = true,
                         .hasImportance = true,
                         .hasUnits = true},
    PanelKindDescription{.kind = PanelKind::ColoredSentence,
                         .id = "colored-sentence",
                         .title = "sentence colored by importance",
                         .source = Text,
                         .hasMeasure = true,
                         .hasImportance = true,
                         .hasUnits = true},
    PanelKindDescription{.kind = PanelKind::WordDistribution,
                         .id = "word-distribution",
                         .title = "importance of a word by class",
                         .source = WordTexts,
                         .hasMeasure = true,
                         .hasImportance = true,
                         .hasWord = true},
    PanelKindDescription{.kind = PanelKind::HeadSizes,
                         .id = "head-sizes",
                         .title = "models over their head size",
                         .source = Models,
                         .hasMeasure = true,
                         .hasMatrix = true},
    PanelKindDescription{.kind = PanelKind::Playground,
                         .id = "playground",
                         .title = "error over the head size of a realized map",
                         .source = Text,
                         .hasHead = true,
                         .hasUnits = true},
};

}  // namespace

std::span<const PanelKindDescription> panelKinds()
{
    return kinds;
}

const PanelKindDescription &describe(PanelKind kind)
{
    return *std::ranges::find(kinds, kind, &PanelKindDescription::kind);
}

const PanelKindDescription *panelKind(std::string_view id)
{
    const auto found = std::ranges::find(kinds, id, &PanelKindDescription::id);
    return found == kinds.end() ? nullptr : &*found;
}

}  // namespace core
