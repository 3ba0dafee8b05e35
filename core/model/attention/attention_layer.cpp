#include "core/model/attention/attention_layer.h"

#include "core/model/attention/linear.h"
#include "core/model/attention/linformer.h"
#include "core/model/attention/pairwise.h"
#include "core/model/attention/shared.h"
#include "core/model/attention/standard.h"
#include "core/model/attention/symmetric.h"

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
    KindMaker{AttentionKind::Symmetric, &makeSymmetricAttention},
    KindMaker{AttentionKind::Pairwise, &makePairwiseAttention},
    KindMaker{AttentionKind::Shared, &makeSharedAttention},
    KindMaker{AttentionKind::Linformer, &makeLinformerAttention},
    KindMaker{AttentionKind::Linear, &makeLinearAttention},
};

}  // namespace

std::unique_ptr<AttentionLayer> makeAttentionLayer(const ModelConfig &config, const TensorSource &tensors,
                                                   const std::string &prefix)
{
    const auto maker = std::ranges::find(makers, config.attention.kind, &KindMaker::kind);
    assert(maker != makers.end() && "the config parser lets only kinds through that the engine can run");
    return maker->make(config, tensors, prefix);
}

}  // namespace core
