#include "core/recipe/option_fields.h"

#include <array>

namespace core {
namespace {

constexpr OptionField scale{"scale", R"("logarithmic" or "linear")"};
constexpr OptionField centered{"centered", "true: attention without its constant direction"};
constexpr OptionField markedRank{"k", "a line at this number of singular values"};

constexpr std::array spectrumFields{
    scale,
    OptionField{"all_heads", "false: without the other heads in the background"},
    centered,
    OptionField{"nulls", R"(random baselines, a list of "shuffled_tokens", "random_projections", "permuted_rows")"},
    OptionField{"beside", "further heads, a list of [layer, head]"},
    markedRank};

constexpr std::array cumulativeFields{centered, markedRank};

constexpr std::array weightFields{scale};

constexpr std::array rankFields{
    OptionField{"tolerance", "of numerical ranks, as a share of the largest singular value; 0 is the default"}};

constexpr std::array truncationFields{OptionField{"rank", "that is left of the truncated heads"},
                                      OptionField{"truncated", R"("head", its "layer" or "all")"}};

constexpr std::array comparisonFields{
    OptionField{"axis", R"("head-size", "heads" or "width")"},
    OptionField{"lengths", "only texts of this group of lengths, by the longest: 16, 32, 64, ...; 0 is all"},
    OptionField{"share_of_tokens", "true: the measure as a share of the text's tokens"}};

constexpr std::array contributionFields{OptionField{"class", "name or number of the class in place of the predicted one"}};

constexpr OptionField target{
    "target", R"({"source": "head", "diagonal", "band", "permutation", "random" or "painted"}, with "share", "width", )"
              R"("temperature", "seed" and "rows" as the source needs)"};
constexpr OptionField headSize{"head_size", "of the head that realizes the target; the model's own is the default"};
constexpr OptionField error{"error", R"("divergence" or "total-variation")"};

constexpr std::array targetFields{target};
constexpr std::array realizedFields{target, headSize, OptionField{"scores", R"("best-found" or "truncation")"}, error};
constexpr std::array errorFields{target, headSize, error, OptionField{"tolerance", "a line at this mean total variation"}};
constexpr std::array targetSpectrumFields{target, headSize};

}  // namespace

std::span<const OptionField> optionFields(PanelKind kind)
{
    switch (kind) {
    case PanelKind::Spectrum: return spectrumFields;
    case PanelKind::Cumulative: return cumulativeFields;
    case PanelKind::WeightSpectrum: return weightFields;
    case PanelKind::LayerHeadMap: return rankFields;
    case PanelKind::Truncation: return truncationFields;
    case PanelKind::HeadSizes: return comparisonFields;
    case PanelKind::LamaContributions: return contributionFields;
    case PanelKind::Playground: return errorFields;
    case PanelKind::PlaygroundTarget: return targetFields;
    case PanelKind::PlaygroundRealized:
    case PanelKind::PlaygroundDifference: return realizedFields;
    case PanelKind::PlaygroundSpectrum: return targetSpectrumFields;
    default: return {};
    }
}

}  // namespace core
