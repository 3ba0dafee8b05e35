#include "core/format/mechanism/standard_mechanism.h"

#include <array>

namespace core {
namespace {

constexpr std::array standardPictures{HeadPicture::Attention, HeadPicture::Lines};

void standardTensors(const TensorTableWriter &self, const ModelConfig &config)
{
    writeProjections(self, config, {"query", "key", "value"});
}

}  // namespace

constinit const AttentionMechanism standardMechanism{
    .kind = AttentionKind::Standard,
    .id = "standard",
    .name = "standard",
    .formula = "A = softmax(q · k / √dₕ)",
    .scores = ScoreForm::Product,
    .shapes = pairShapes,
    .pictures = standardPictures,
    .layerTensors = standardTensors,
};

}  // namespace core
