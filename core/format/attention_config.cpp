#include "core/format/attention_config.h"

#include "core/format/config_reader.h"
#include "core/format/mechanism/attention_mechanism.h"

#include <fmt/core.h>

#include <vector>

namespace core {

namespace {

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

// Each kind once, however many variants it has.
std::vector<ConfigWord<AttentionKind>> kindWords()
{
    std::vector<ConfigWord<AttentionKind>> words;
    for (const AttentionMechanism *mechanism : attentionMechanisms()) {
        if (words.empty() || words.back().value != mechanism->kind)
            words.push_back({mechanism->kind, mechanism->id});
    }
    return words;
}

Result<AttentionConfig> parseKind(const nlohmann::json &object)
{
    ConfigReader reader(object, "attention.");
    AttentionConfig attention;
    const std::vector<ConfigWord<AttentionKind>> kinds = kindWords();
    attention.kind = reader.word<AttentionKind>("kind", kinds, idOf(AttentionKind::Standard));
    if (const auto readSettings = mechanismOf(attention).readSettings)
        readSettings(reader, attention);
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
    if (*mask != TrainedMask::Full && !mechanismOf(*attention).masksPairs())
        return badInput(fmt::format("\"attention_mask.kind\" is \"{}\", expected \"full\" with \"{}\" attention, whose "
                                    "softmax is not over pairs of tokens",
                                    idOf(*mask), idOf(attention->kind)));
    return attention;
}

std::string_view idOf(AttentionKind kind)
{
    return mechanismOf({.kind = kind}).id;
}
std::string_view idOf(TrainedMask mask)
{
    return idIn<TrainedMask>(masks, mask);
}

}  // namespace core
