#include "core/format/family/bert_family.h"

#include "core/format/config_reader.h"

namespace core {

constinit const ModelFamily bertFamily{
    .type = ModelType::Bert,
    .id = "bert",
    .name = "BERT",
    .prefix = "bert.",
    .refuseSettings = refuseOtherBerts,
};

constinit const ModelFamily compactBertFamily{
    .type = ModelType::CompactBert,
    .id = "compact_bert",
    .name = "compact BERT",
    .prefix = "bert.",
    .refuseSettings = refuseOtherBerts,
};

void refuseOtherBerts(ConfigReader &reader)
{
    if (reader.text("position_embedding_type", "absolute") != "absolute")
        reader.refuse("position_embedding_type", "\"absolute\"");
    if (reader.flag("is_decoder", false))
        reader.refuse("is_decoder", "false: only encoders are supported");
}

}  // namespace core
