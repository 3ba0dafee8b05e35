#include "core/format/family/albert_family.h"

#include "core/format/config_reader.h"
#include "core/format/family/bert_family.h"

#include <array>

namespace core {
namespace {

// L is the number of a group of layers.
constexpr std::array albertNames{
    TensorName{"embeddings.projection", "encoder.embedding_hidden_mapping_in"},
    TensorName{"encoder.layer.L", "encoder.albert_layer_groups.L.albert_layers.0"},
    TensorName{"encoder.layer.L.attention.self", "encoder.albert_layer_groups.L.albert_layers.0.attention"},
    TensorName{"encoder.layer.L.attention.output", "encoder.albert_layer_groups.L.albert_layers.0.attention"},
    TensorName{"encoder.layer.L.intermediate.dense", "encoder.albert_layer_groups.L.albert_layers.0.ffn"},
    TensorName{"encoder.layer.L.output.dense", "encoder.albert_layer_groups.L.albert_layers.0.ffn_output"},
    TensorName{"encoder.layer.L.output.LayerNorm", "encoder.albert_layer_groups.L.albert_layers.0.full_layer_layer_norm"},
    TensorName{"pooler.dense", "pooler"},
    TensorName{"cls.predictions.transform.dense", "predictions.dense"},
    TensorName{"cls.predictions.transform.LayerNorm", "predictions.LayerNorm"},
    TensorName{"cls.predictions.decoder", "predictions.decoder"},
    TensorName{"cls.predictions.bias", "predictions.bias"},
};

void refuseOtherAlberts(ConfigReader &reader)
{
    refuseOtherBerts(reader);
    constexpr int any = 1 << 20;
    if (reader.number("inner_group_num", {1, any}, 1) != 1)
        reader.refuse("inner_group_num", "1: a group with several layers inside is not supported");
}

}  // namespace

constinit const ModelFamily albertFamily{
    .type = ModelType::Albert,
    .id = "albert",
    .name = "ALBERT",
    .prefix = "albert.",
    .sizes = {.hiddenSize = 4096,
              .heads = 64,
              .intermediateSize = 16384,
              .vocabularySize = 30000,
              .embeddingSize = 128,
              .activation = "gelu_new"},
    .names = albertNames,
    .telling = "encoder.embedding_hidden_mapping_in.weight",
    .alwaysProjectsEmbeddings = true,
    .sharesLayers = true,
    .refuseSettings = refuseOtherAlberts,
};

}  // namespace core
