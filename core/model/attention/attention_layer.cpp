#include "core/model/attention/attention_layer.h"

#include "core/model/attention/standard.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

using MakeLayer = std::unique_ptr<AttentionLayer> (*)(const ModelConfig &, const TensorSource &, const std::string &);

struct AttentionKind {
    std::string_view name;  // attention.kind in config.json
    MakeLayer make;
};

constexpr std::array attentionKinds{
    AttentionKind{"standard", &makeStandardAttention},
};

} // namespace

std::unique_ptr<AttentionLayer> makeAttentionLayer(const ModelConfig &config, const TensorSource &tensors, const std::string &prefix)
{
    const auto kind = std::ranges::find(attentionKinds, config.attentionKind, &AttentionKind::name);
    assert(kind != attentionKinds.end() && "the config parser lets only known kinds through");
    return kind->make(config, tensors, prefix);
}

} // namespace core
