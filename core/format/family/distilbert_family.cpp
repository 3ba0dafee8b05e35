#include "core/format/family/distilbert_family.h"

#include <array>

namespace core {
namespace {

constexpr std::array distilbertNames{
    TensorName{"encoder.layer.L", "transformer.layer.L"},
    TensorName{"encoder.layer.L.attention.self.query", "transformer.layer.L.attention.q_lin"},
    TensorName{"encoder.layer.L.attention.self.key", "transformer.layer.L.attention.k_lin"},
    TensorName{"encoder.layer.L.attention.self.value", "transformer.layer.L.attention.v_lin"},
    TensorName{"encoder.layer.L.attention.output.dense", "transformer.layer.L.attention.out_lin"},
    TensorName{"encoder.layer.L.attention.output.LayerNorm", "transformer.layer.L.sa_layer_norm"},
    TensorName{"encoder.layer.L.intermediate.dense", "transformer.layer.L.ffn.lin1"},
    TensorName{"encoder.layer.L.output.dense", "transformer.layer.L.ffn.lin2"},
    TensorName{"encoder.layer.L.output.LayerNorm", "transformer.layer.L.output_layer_norm"},
    TensorName{"pooler.dense", "pre_classifier"},
    TensorName{"cls.predictions.transform.dense", "vocab_transform"},
    TensorName{"cls.predictions.transform.LayerNorm", "vocab_layer_norm"},
    TensorName{"cls.predictions.decoder", "vocab_projector"},
    TensorName{"cls.predictions.bias", "vocab_projector.bias"},
};

}  // namespace

constinit const ModelFamily distilbertFamily{
    .type = ModelType::DistilBert,
    .id = "distilbert",
    .name = "DistilBERT",
    .prefix = "distilbert.",
    .keys = {.hiddenSize = "dim",
             .layers = "n_layers",
             .heads = "n_heads",
             .intermediateSize = "hidden_dim",
             .activation = "activation",
             .normEpsilon = ""},
    .sizes = {.layers = 6, .tokenTypes = 0},
    .names = distilbertNames,
    .telling = "transformer.layer.0.attention.q_lin.weight",
    .classifierStep = HeadStep::Relu,
};

}  // namespace core
