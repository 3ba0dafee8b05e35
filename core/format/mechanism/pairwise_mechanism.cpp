#include "core/format/mechanism/pairwise_mechanism.h"

#include "core/format/tensor_table_writer.h"

#include <array>

namespace core {
namespace {

constexpr std::array pairwisePictures{HeadPicture::Attention, HeadPicture::Lines, HeadPicture::PairingSymmetric,
                                      HeadPicture::PairingAntisymmetric};

void pairwiseTensors(const TensorTableWriter &self, const ModelConfig &config)
{
    writeProjections(self, config, {"query", "value"});
    self.tensor("pairwise", {config.heads, config.headSize, config.headSize});
}

}  // namespace

constinit const AttentionMechanism pairwiseMechanism{
    .kind = AttentionKind::Pairwise,
    .id = "pairwise",
    .name = "pairwise",
    .formula = "A = softmax(q M q′ / √dₕ)",
    .scores = ScoreForm::Mixed,
    .hasOneProjection = true,
    .drawnWords = " One draw is both, with the head's own M.",
    .shapes = pairShapes,
    .pictures = pairwisePictures,
    .layerTensors = pairwiseTensors,
};

}  // namespace core
