#include "core/format/mechanism/stored_mechanism.h"

#include <array>

namespace core {
namespace {

constexpr std::array storedPictures{HeadPicture::Attention, HeadPicture::Lines};

MapShapes storedShapes(const ModelConfig &, std::size_t tokens)
{
    const MapShape pairs{tokens, tokens};
    return {.scores = {}, .attention = pairs, .effective = {}, .unkept = pairs};
}

}  // namespace

constinit const AttentionMechanism storedMechanism{
    .kind = AttentionKind::Stored,
    .id = "stored",
    .name = "stored maps",
    .formula = "A as the file has it",
    .shapes = storedShapes,
    .whyNoPairs = "a file of attention has no weights that a mask could be tried on",
    .pictures = storedPictures,
};

}  // namespace core
