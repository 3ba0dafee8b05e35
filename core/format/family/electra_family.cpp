#include "core/format/family/electra_family.h"

#include "core/format/family/bert_family.h"

#include <array>

namespace core {
namespace {

constexpr std::array electraNames{
    TensorName{"embeddings.projection", "embeddings_project"},
    TensorName{"pooler.dense", "classifier.dense"},
    TensorName{"classifier", "classifier.out_proj"},
    TensorName{"cls.predictions.transform.dense", "generator_predictions.dense"},
    TensorName{"cls.predictions.transform.LayerNorm", "generator_predictions.LayerNorm"},
    TensorName{"cls.predictions.decoder", "generator_lm_head"},
    TensorName{"cls.predictions.bias", "generator_lm_head.bias"},
};

}  // namespace

constinit const ModelFamily electraFamily{
    .type = ModelType::Electra,
    .id = "electra",
    .name = "ELECTRA",
    .prefix = "electra.",
    .sizes = {.hiddenSize = 256, .heads = 4, .intermediateSize = 1024, .embeddingSize = 128},
    .names = electraNames,
    .classifierStep = HeadStep::Gelu,
    .hasGeluTransform = true,
    .refuseSettings = refuseOtherBerts,
};

}  // namespace core
