#include "core/model/attention/attention_layer.h"

#include "core/model/attention/linear.h"
#include "core/model/attention/linformer.h"
#include "core/model/attention/pairwise.h"
#include "core/model/attention/shared.h"
#include "core/model/attention/standard.h"
#include "core/model/attention/symmetric.h"

namespace core {
namespace {

using MakeLayer = std::unique_ptr<AttentionLayer> (*)(const ModelConfig &, const TensorSource &, const std::string &);

MakeLayer makerOf(AttentionKind kind)
{
    switch (kind) {
    case AttentionKind::Standard: return &makeStandardAttention;
    case AttentionKind::Symmetric: return &makeSymmetricAttention;
    case AttentionKind::Pairwise: return &makePairwiseAttention;
    case AttentionKind::Shared: return &makeSharedAttention;
    case AttentionKind::Linformer: return &makeLinformerAttention;
    case AttentionKind::Linear: return &makeLinearAttention;
    case AttentionKind::Stored: break;
    }
    return nullptr;
}

}  // namespace

std::unique_ptr<AttentionLayer> makeAttentionLayer(const ModelConfig &config, const TensorSource &tensors,
                                                   const std::string &prefix)
{
    return makerOf(config.attention.kind)(config, tensors, prefix);
}

}  // namespace core
