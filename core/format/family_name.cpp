#include "core/format/family_name.h"

namespace core {
namespace {

std::string kindName(const AttentionConfig &attention)
{
    switch (attention.kind) {
    case AttentionKind::Standard: break;
    case AttentionKind::Symmetric: return "symmetric";
    case AttentionKind::Pairwise: return "pairwise";
    case AttentionKind::Shared: return "shared weights";
    case AttentionKind::Linformer: return "linformer, k = " + std::to_string(attention.projectedLength);
    case AttentionKind::Linear:
        return attention.variant == LinearVariant::Efficient ? "linear, efficient" : "linear, context first";
    }
    return "standard";
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
    const std::string kind = kindName(config.attention);
    const std::string mask = maskName(config.attention.trainedMask);
    if (mask.empty())
        return kind;
    return config.attention.kind == AttentionKind::Standard ? mask : kind + ", " + mask;
}

std::string familyCaution(const ModelConfig &config)
{
    const bool isLinear = config.type != ModelType::Lama && config.attention.kind == AttentionKind::Linear;
    return isLinear ? "Linear attention without projection dimension (reconstructed from the abstract of arXiv 2101.10277)"
                    : "";
}

}  // namespace core
