#include "core/format/mechanism/symmetric_mechanism.h"

#include <array>

namespace core {
namespace {

constexpr std::array symmetricPictures{HeadPicture::Attention, HeadPicture::Lines};

void symmetricTensors(const TensorTableWriter &self, const ModelConfig &config)
{
    writeProjections(self, config, {"query", "value"});
}

}  // namespace

constinit const AttentionMechanism symmetricMechanism{
    .kind = AttentionKind::Symmetric,
    .id = "symmetric",
    .name = "symmetric",
    .formula = "A = softmax(q · q′ / √dₕ), queries and keys are the same",
    .scores = ScoreForm::Symmetric,
    .hasOneProjection = true,
    .drawnWords = " One draw is both.",
    .shapes = pairShapes,
    .pictures = symmetricPictures,
    .layerTensors = symmetricTensors,
};

}  // namespace core
