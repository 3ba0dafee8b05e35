#include "core/format/mechanism/linear_mechanism.h"

#include "core/format/config_reader.h"

#include <array>

namespace core {
namespace {

constexpr ConfigWord<LinearVariant> variants[]{
    {LinearVariant::Efficient, "efficient"},
    {LinearVariant::ContextFirst, "context_first"},
};

constexpr std::array efficientPictures{HeadPicture::Attention, HeadPicture::Lines};
constexpr std::array contextFirstPictures{HeadPicture::Attention};

constexpr std::string_view linearCaution =
    "Linear attention without projection dimension (reconstructed from the abstract of arXiv 2101.10277)";
constexpr std::string_view noPairsInLinear =
    "linear attention sums over the tokens before a query sees them, so that no pair of "
    "tokens can be masked; its heads can be ablated";

MapShape featureMap(const ModelConfig &config)
{
    const std::size_t features = config.headSize;
    return {features, features};
}

MapShapes efficientShapes(const ModelConfig &config, std::size_t tokens)
{
    return {.scores = {}, .attention = {tokens, tokens}, .effective = {}, .unkept = featureMap(config)};
}

MapShapes contextFirstShapes(const ModelConfig &config, std::size_t)
{
    return {.scores = {}, .attention = featureMap(config), .effective = {}, .unkept = featureMap(config)};
}

void linearTensors(const TensorTableWriter &self, const ModelConfig &config)
{
    writeProjections(self, config, {"query", "key", "value"});
}

void readVariant(ConfigReader &reader, AttentionConfig &attention)
{
    attention.variant = reader.word<LinearVariant>("variant", variants, idOf(LinearVariant::Efficient));
}

std::vector<MechanismSetting> linearSettings(const AttentionConfig &attention)
{
    return {{"variant", "", std::string(idOf(attention.variant)), linearCaution}};
}

}  // namespace

constinit const AttentionMechanism efficientMechanism{
    .kind = AttentionKind::Linear,
    .variant = LinearVariant::Efficient,
    .id = "linear",
    .name = "linear, efficient",
    .formula = "A = ρ_q(Q) ρ_k(K)ᵀ, with softmax over the features of each query and over the tokens for each key feature",
    .caution = linearCaution,
    .isMapImplied = true,
    .shapes = efficientShapes,
    .whyNoPairs = noPairsInLinear,
    .pictures = efficientPictures,
    .layerTensors = linearTensors,
    .readSettings = readVariant,
    .settings = linearSettings,
};

constinit const AttentionMechanism contextFirstMechanism{
    .kind = AttentionKind::Linear,
    .variant = LinearVariant::ContextFirst,
    .id = "linear",
    .name = "linear, context first",
    .formula = "softmax(Kᵀ V / √dₕ)",
    .caution = linearCaution,
    .columns = AttentionColumns::Features,
    .shapes = contextFirstShapes,
    .whyNoPairs = noPairsInLinear,
    .whyNoPositions =
        "This linear attention sums all tokens up before a query asks, so it has no attention between pairs of "
        "tokens, no diagonal and no distances.",
    .pictures = contextFirstPictures,
    .layerTensors = linearTensors,
    .readSettings = readVariant,
    .settings = linearSettings,
};

std::string_view idOf(LinearVariant variant)
{
    return idIn<LinearVariant>(variants, variant);
}

}  // namespace core
