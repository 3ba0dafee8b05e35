#include "core/model/attention/attention_layer.h"

#include "core/model/attention/standard.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

using MakeLayer = std::unique_ptr<AttentionLayer> (*)(const ModelConfig &, const TensorSource &, const std::string &);

struct KindMaker {
    AttentionKind kind;
    MakeLayer make;
};

constexpr std::array makers{
    KindMaker{AttentionKind::Standard, &makeStandardAttention},
};

} // namespace

std::unique_ptr<AttentionLayer> makeAttentionLayer(const ModelConfig &config, const TensorSource &tensors, const std::string &prefix)
{
    const auto maker = std::ranges::find(makers, config.attention.kind, &KindMaker::kind);
    assert(maker != makers.end() && "the config parser lets only kinds through that the engine can run");
    return maker->make(config, tensors, prefix);
}

} // namespace core
