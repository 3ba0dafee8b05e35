#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace core {

// How a layer gets from hidden states to attention; of stored maps nobody knows.
enum class AttentionKind { Standard, Symmetric, Pairwise, Shared, Linformer, Linear, Stored };
// Which heads and layers use the same Linformer projection; the last two also use one for keys and values.
enum class ProjectionSharing { None, Headwise, KeyValue, Layerwise };
enum class LinearVariant { Efficient, ContextFirst };
// The mask the model was trained with; the last two are learned gates.
enum class TrainedMask { Full, NoDiagonal, Structured, Unstructured };

// "attention" and "attention_mask" of config.json.
struct AttentionConfig {
    AttentionKind kind = AttentionKind::Standard;
    TrainedMask trainedMask = TrainedMask::Full;

    // linformer
    int projectedLength = 0;  // k
    int maxLength = 0;        // n the projections were trained for, which no text exceeds; 0: any
    ProjectionSharing sharing = ProjectionSharing::None;

    // linear
    LinearVariant variant = LinearVariant::Efficient;

    bool operator==(const AttentionConfig &) const = default;
};

// Reads both objects out of the whole of config.json; absent ones are standard attention and no mask.
Result<AttentionConfig> parseAttention(const nlohmann::json &config);

// As in config.json: "key_value".
std::string_view idOf(AttentionKind kind);
std::string_view idOf(ProjectionSharing sharing);
std::string_view idOf(LinearVariant variant);
std::string_view idOf(TrainedMask mask);

}  // namespace core
