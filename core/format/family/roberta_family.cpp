#include "core/format/family/roberta_family.h"

#include "core/format/family/bert_family.h"

#include <array>

namespace core {
namespace {

constexpr std::array robertaNames{
    TensorName{"pooler.dense", "classifier.dense"},
    TensorName{"classifier", "classifier.out_proj"},
    TensorName{"cls.predictions.transform.dense", "lm_head.dense"},
    TensorName{"cls.predictions.transform.LayerNorm", "lm_head.layer_norm"},
    TensorName{"cls.predictions.decoder", "lm_head.decoder"},
    TensorName{"cls.predictions.bias", "lm_head.bias"},
};

constexpr ModelFamily robertaLike(ModelType type, std::string_view id, std::string_view name, int vocabularySize)
{
    return {
        .type = type,
        .id = id,
        .name = name,
        .prefix = "roberta.",
        .sizes = {.vocabularySize = vocabularySize, .paddingId = 1},
        .names = robertaNames,
        .positionsFollowPadding = true,
        .hasGeluTransform = true,
        .refuseSettings = refuseOtherBerts,
    };
}

}  // namespace

constinit const ModelFamily robertaFamily = robertaLike(ModelType::Roberta, "roberta", "RoBERTa", 50265);
constinit const ModelFamily xlmRobertaFamily = robertaLike(ModelType::XlmRoberta, "xlm-roberta", "XLM-RoBERTa", 30522);
constinit const ModelFamily camembertFamily = robertaLike(ModelType::Camembert, "camembert", "CamemBERT", 30522);

}  // namespace core
