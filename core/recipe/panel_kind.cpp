#include "core/recipe/panel_kind.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

using enum PanelSource;

constexpr std::array kinds{
    PanelKindDescription{PanelKind::HeatMap, "heat-map", "map of a head", Text, true, false, true, true},
    PanelKindDescription{PanelKind::HeadGrid, "head-grid", "all heads", Text, false, true, false, true},
    PanelKindDescription{PanelKind::HeadLines, "head-lines", "a head as lines between tokens", Text, true},
    PanelKindDescription{PanelKind::LamaStrips, "lama-strips", "LAMA's heads relative to uniform attention", Text},
    PanelKindDescription{PanelKind::LamaContributions, "lama-contributions", "what LAMA's heads and words add to a class",
                         Text},
    PanelKindDescription{PanelKind::LamaSpectra, "lama-spectra", "singular values of LAMA's attention", Text},
    PanelKindDescription{PanelKind::Spectrum, "spectrum", "singular values of a head", Text, true},
    PanelKindDescription{PanelKind::Cumulative, "cumulative", "share of the first k singular values", Text, true},
    PanelKindDescription{PanelKind::Residual, "residual", "distance to rank one by layer", Text},
    PanelKindDescription{PanelKind::LayerHeadMap, "layer-head-map", "a measure of every head", Text, false, true, true},
    PanelKindDescription{PanelKind::MaskBefore, "mask-before", "a head without the mask", MaskedText, true, false, false,
                         true},
    PanelKindDescription{PanelKind::MaskAfter, "mask-after", "a head under the mask", MaskedText, true, false, false, true},
    PanelKindDescription{PanelKind::MaskDifference, "mask-difference", "what the mask changes in a head", MaskedText, true},
    PanelKindDescription{PanelKind::MaskPattern, "mask-pattern", "the pairs that the mask keeps", MaskedText, true},
    PanelKindDescription{PanelKind::MaskDivergence, "mask-divergence", "how far the mask moves every head", MaskedText},
    PanelKindDescription{PanelKind::GatePositions, "gate-positions", "learned gates by position", Text, true},
    PanelKindDescription{PanelKind::OffsetProfile, "offset-profile", "a head by the distance of query and key", Text, true},
    PanelKindDescription{PanelKind::Stationary, "stationary", "where a head's attention settles", Text, true},
    PanelKindDescription{PanelKind::DiagonalMass, "diagonal-mass", "diagonal mass of every head", Text},
    PanelKindDescription{PanelKind::PositionProfile, "position-profile", "attention to positions over a file", Texts, true},
    PanelKindDescription{PanelKind::MaskSweep, "mask-sweep", "quality over a sweep of masks", LabeledTexts},
    PanelKindDescription{PanelKind::MaskEvaluation, "mask-evaluation", "quality with and without the mask", LabeledTexts},
    PanelKindDescription{PanelKind::ImportanceBars, "importance-bars", "importance of every token", Text, false, true},
    PanelKindDescription{PanelKind::ColoredSentence, "colored-sentence", "sentence colored by importance", Text, false,
                         true},
    PanelKindDescription{PanelKind::HeadSizes, "head-sizes", "models over their head size", Models, false, true, true},
    PanelKindDescription{PanelKind::Playground, "playground", "error over the head size of a realized map", Text, true},
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
