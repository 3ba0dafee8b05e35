#include "core/format/mechanism/shared_mechanism.h"

#include "core/format/tensor_table_writer.h"

#include <array>

namespace core {
namespace {

constexpr std::array sharedPictures{HeadPicture::Attention, HeadPicture::Lines, HeadPicture::Scales};

void sharedTensors(const TensorTableWriter &self, const ModelConfig &config)
{
    writeProjections(self, config, {"shared"});
    for (const char *name : {"query_scale", "key_scale", "value_scale"})
        self.tensor(name, {headWidths(config)});
}

}  // namespace

constinit const AttentionMechanism sharedMechanism{
    .kind = AttentionKind::Shared,
    .id = "shared",
    .name = "shared weights",
    .formula = "A = softmax(s D_q D_k s′ / √dₕ)",
    .scores = ScoreForm::Symmetric,
    .hasOneProjection = true,
    .drawnWords = " Both are one draw times the layer's scales.",
    .shapes = pairShapes,
    .pictures = sharedPictures,
    .layerTensors = sharedTensors,
};

}  // namespace core
