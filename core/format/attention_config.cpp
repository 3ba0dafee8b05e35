#include "core/format/attention_config.h"

#include "core/format/config_reader.h"

namespace core {

namespace {

constexpr NumberRange lengthRange{1, 1 << 20};

constexpr ConfigWord<AttentionKind> kinds[]{
    {AttentionKind::Standard, "standard"}, {AttentionKind::Symmetric, "symmetric"}, {AttentionKind::Pairwise, "pairwise"},
    {AttentionKind::Shared, "shared"},     {AttentionKind::Linformer, "linformer"}, {AttentionKind::Linear, "linear"},
};
constexpr ConfigWord<ProjectionSharing> sharings[]{
    {ProjectionSharing::None, "none"},
    {ProjectionSharing::Headwise, "headwise"},
    {ProjectionSharing::KeyValue, "key_value"},
    {ProjectionSharing::Layerwise, "layerwise"},
};
constexpr ConfigWord<LinearVariant> variants[]{
    {LinearVariant::Efficient, "efficient"},
    {LinearVariant::ContextFirst, "context_first"},
};
constexpr ConfigWord<TrainedMask> masks[]{
    {TrainedMask::Full, "full"},
    {TrainedMask::NoDiagonal, "no_diagonal"},
    {TrainedMask::Structured, "structured"},
    {TrainedMask::Unstructured, "unstructured"},
};

// The member `key` of config.json as an object; an empty one where it is absent.
Result<nlohmann::json> objectIn(const nlohmann::json &config, std::string_view key)
{
    ConfigReader reader(config);
    const nlohmann::json *value = reader.member(key);
    if (!value)
        return nlohmann::json::object();
    if (!value->is_object()) {
        reader.refuse(key, "an object such as {\"kind\": ...}");
        return *reader.error();
    }
    return *value;
}

Result<AttentionConfig> parseKind(const nlohmann::json &object)
{
    ConfigReader reader(object, "attention.");
    AttentionConfig attention;
    attention.kind = reader.word<AttentionKind>("kind", kinds, idOf(AttentionKind::Standard));
    if (attention.kind == AttentionKind::Linformer) {
        attention.projectedLength = reader.number("projected_length", lengthRange);
        attention.maxLength = reader.number("max_length", lengthRange);
        attention.sharing = reader.word<ProjectionSharing>("sharing", sharings);
    }
    if (attention.kind == AttentionKind::Linear)
        attention.variant = reader.word<LinearVariant>("variant", variants, idOf(LinearVariant::Efficient));
    if (reader.error())
        return *reader.error();
    return attention;
}

Result<TrainedMask> parseMask(const nlohmann::json &object)
{
    ConfigReader reader(object, "attention_mask.");
    const auto mask = reader.word<TrainedMask>("kind", masks, idOf(TrainedMask::Full));
    if (reader.error())
        return *reader.error();
    return mask;
}

// Whether a softmax runs over the keys of each query, so that a pair of tokens can be left out of it.
bool comparesTokens(AttentionKind kind)
{
    return kind != AttentionKind::Linformer && kind != AttentionKind::Linear;
}

}  // namespace

Result<AttentionConfig> parseAttention(const nlohmann::json &config)
{
    const auto kindObject = objectIn(config, "attention");
    if (!kindObject)
        return kindObject.error();
    const auto maskObject = objectIn(config, "attention_mask");
    if (!maskObject)
        return maskObject.error();
    auto attention = parseKind(*kindObject);
    if (!attention)
        return attention;
    const auto mask = parseMask(*maskObject);
    if (!mask)
        return mask.error();
    attention->trainedMask = *mask;
    if (*mask != TrainedMask::Full && !comparesTokens(attention->kind))
        return badInput("\"attention_mask.kind\" is \"" + std::string(idOf(*mask)) + "\", expected \"full\" with \"" +
                        std::string(idOf(attention->kind)) + "\" attention, whose softmax is not over pairs of tokens");
    return attention;
}

std::string_view idOf(AttentionKind kind)
{
    return idIn<AttentionKind>(kinds, kind);
}
std::string_view idOf(ProjectionSharing sharing)
{
    return idIn<ProjectionSharing>(sharings, sharing);
}
std::string_view idOf(LinearVariant variant)
{
    return idIn<LinearVariant>(variants, variant);
}
std::string_view idOf(TrainedMask mask)
{
    return idIn<TrainedMask>(masks, mask);
}

}  // namespace core
