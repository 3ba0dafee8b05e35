#include "core/format/mechanism/linformer_mechanism.h"

#include "core/format/config_reader.h"
#include "core/format/tensor_table_writer.h"

#include <fmt/core.h>

#include <array>

namespace core {
namespace {

constexpr NumberRange lengthRange{1, 1 << 20};

constexpr ConfigWord<ProjectionSharing> sharings[]{
    {ProjectionSharing::None, "none"},
    {ProjectionSharing::Headwise, "headwise"},
    {ProjectionSharing::KeyValue, "key_value"},
    {ProjectionSharing::Layerwise, "layerwise"},
};

constexpr std::array linformerPictures{HeadPicture::Attention, HeadPicture::Effective, HeadPicture::KeyProjection,
                                       HeadPicture::ValueProjection};

MapShapes slotShapes(const ModelConfig &config, std::size_t tokens)
{
    const std::size_t length = config.attention.projectedLength;
    const MapShape slots{tokens, length};
    return {.scores = slots,
            .attention = slots,
            .effective = {tokens, tokens},
            .unkept = slots,
            .mixed = 2 * length *
                     config.headSize};  // keys and values after their compression, which a small file may ask to be many
}

void linformerTensors(const TensorTableWriter &self, const ModelConfig &config)
{
    writeProjections(self, config, {"query", "key", "value"});
    const AttentionConfig &attention = config.attention;
    const std::vector<std::int64_t> one{attention.projectedLength, attention.maxLength};
    const std::vector<std::int64_t> perHead{config.heads, attention.projectedLength, attention.maxLength};
    switch (attention.sharing) {
    case ProjectionSharing::None:
        self.tensor("key_projection", perHead);
        self.tensor("value_projection", perHead);
        break;
    case ProjectionSharing::Headwise:
        self.tensor("key_projection", one);
        self.tensor("value_projection", one);
        break;
    case ProjectionSharing::KeyValue: self.tensor("projection", one); break;
    case ProjectionSharing::Layerwise:  // once for all layers
        break;
    }
}

void layerwiseProjection(const TensorTableWriter &encoder, const ModelConfig &config)
{
    if (config.attention.sharing == ProjectionSharing::Layerwise)
        encoder.tensor("projection", {config.attention.projectedLength, config.attention.maxLength});
}

void readLinformer(ConfigReader &reader, AttentionConfig &attention)
{
    attention.projectedLength = reader.number("projected_length", lengthRange);
    attention.maxLength = reader.number("max_length", lengthRange);
    attention.sharing = reader.word<ProjectionSharing>("sharing", sharings);
}

std::vector<MechanismSetting> linformerSettings(const AttentionConfig &attention)
{
    return {{"projected length", "projected length k", attention.projectedLength},
            {"", "E, F trained for", fmt::format("n ≤ {}", attention.maxLength)},
            {"projection sharing", "sharing", std::string(idOf(attention.sharing))}};
}

std::string linformerDetail(const AttentionConfig &attention)
{
    return fmt::format("k = {}", attention.projectedLength);
}

}  // namespace

constinit const AttentionMechanism linformerMechanism{
    .kind = AttentionKind::Linformer,
    .id = "linformer",
    .name = "linformer",
    .formula = "A = softmax(q · (E k) / √dₕ)",
    .columns = AttentionColumns::Slots,
    .scores = ScoreForm::Mixed,
    .drawnWords = " With the head's own E.",
    .shapes = slotShapes,
    .whyNoPairs =
        "the queries of a Linformer attend to projected slots and not to tokens, so that there are no pairs of tokens "
        "to mask; its heads can be made uniform or ablated",
    .whyNoPositions =
        "Linformer attends to a few mixtures of all positions instead of to tokens, so its attention has neither a "
        "diagonal nor distances.",
    .pictures = linformerPictures,
    .layerTensors = linformerTensors,
    .encoderTensors = layerwiseProjection,
    .readSettings = readLinformer,
    .settings = linformerSettings,
    .detail = linformerDetail,
};

std::string_view idOf(ProjectionSharing sharing)
{
    return idIn<ProjectionSharing>(sharings, sharing);
}

}  // namespace core
