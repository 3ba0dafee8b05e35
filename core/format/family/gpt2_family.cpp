#include "core/format/family/gpt2_family.h"

#include "core/format/config_reader.h"

#include <array>

namespace core {
namespace {

constexpr std::array gpt2Names{
    TensorName{"embeddings.word_embeddings", "wte"},
    TensorName{"embeddings.position_embeddings", "wpe"},
    TensorName{"encoder.layer.L", "h.L"},
    TensorName{"encoder.layer.L.attention.self.projection", "h.L.attn.c_attn"},
    TensorName{"encoder.layer.L.attention.output.dense", "h.L.attn.c_proj"},
    TensorName{"encoder.layer.L.attention.output.LayerNorm", "h.L.ln_1"},
    TensorName{"encoder.layer.L.intermediate.dense", "h.L.mlp.c_fc"},
    TensorName{"encoder.layer.L.output.dense", "h.L.mlp.c_proj"},
    TensorName{"encoder.layer.L.output.LayerNorm", "h.L.ln_2"},
    TensorName{"last.LayerNorm", "ln_f"},
    TensorName{"classifier", "score"},
    TensorName{"cls.predictions.decoder", "lm_head"},
};

void refuseOtherGpts(ConfigReader &reader)
{
    if (!reader.flag("scale_attn_weights", true))
        reader.refuse("scale_attn_weights", "true: scores are divided by the root of the head size");
    if (reader.flag("scale_attn_by_inverse_layer_idx", false))
        reader.refuse("scale_attn_by_inverse_layer_idx", "false: no other scale is supported");
    if (reader.flag("add_cross_attention", false))
        reader.refuse("add_cross_attention", "false: there is no encoder to attend to");
}

}  // namespace

constinit const ModelFamily gpt2Family{
    .type = ModelType::Gpt2,
    .id = "gpt2",
    .name = "GPT-2",
    .prefix = "transformer.",
    .keys = {.hiddenSize = "n_embd",
             .layers = "n_layer",
             .heads = "n_head",
             .intermediateSize = "n_inner",
             .positions = "n_positions",
             .activation = "activation_function",
             .normEpsilon = "layer_norm_epsilon"},
    .sizes = {.intermediateSize = 0,
              .positions = 1024,
              .vocabularySize = 50257,
              .tokenTypes = 0,
              .normEpsilon = 1e-5,
              .activation = "gelu_new"},
    .names = gpt2Names,
    .telling = "h.0.attn.c_attn.weight",
    .norms = NormPlace::BeforeSteps,
    .isCausal = true,
    .hasEmbeddingNorm = false,
    .storesInputsFirst = true,
    .classifierStep = HeadStep::None,
    .classifierToken = ReadToken::Last,
    .hasClassifierBias = false,
    .refuseSettings = refuseOtherGpts,
};

}  // namespace core
