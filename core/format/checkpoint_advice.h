#pragma once

#include "core/format/checkpoint_check.h"
#include "core/format/model_config.h"

#include <span>

namespace core {

// Moves what another attention, mask or token network than the config's would compute with from `unused` to `contradicting`, and where
// the checkpoint does not fit says what its tensors tell of config.json: "by its tensors this is a masked language model, but
// \"architectures\" in config.json says a classifier". What the model runs without becomes remarks of the config.
void adviseOn(std::span<const TensorFacts> tensors, ModelConfig &config, CheckpointReport &report);

}  // namespace core
