#include "core/format/family_name.h"

#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_mechanism.h"

namespace core {
namespace {

std::string mechanismName(const AttentionConfig &attention)
{
    const AttentionMechanism &mechanism = mechanismOf(attention);
    const std::string name(mechanism.name);
    return mechanism.detail ? name + ", " + mechanism.detail(attention) : name;
}

std::string maskName(TrainedMask mask)
{
    switch (mask) {
    case TrainedMask::Full: break;
    case TrainedMask::NoDiagonal: return "no diagonal";
    case TrainedMask::Structured: return "structured mask";
    case TrainedMask::Unstructured: return "unstructured mask";
    }
    return {};
}

}  // namespace

std::string familyName(const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return config.context == LamaContext::Learned ? "LAMA, learned context" : "LAMA, mean context";
    const std::string name = mechanismName(config.attention);
    const std::string mask =
        hasFamily(config) && familyOf(config).isCausal ? "causal" : maskName(config.attention.trainedMask);
    if (mask.empty())
        return name;
    return config.attention.kind == AttentionKind::Standard ? mask : name + ", " + mask;
}

std::string familyCaution(const ModelConfig &config)
{
    return config.type == ModelType::Lama ? std::string() : std::string(mechanismOf(config.attention).caution);
}

}  // namespace core
