#pragma once

#include "core/format/family/model_family.h"

namespace core {

// BERT (Devlin et al. 2019), whose names this program has for its own.
extern const ModelFamily bertFamily;
// The same encoder with another kind of attention or head size.
extern const ModelFamily compactBertFamily;

// Settings that BERT and its descendants share: relative positions and decoders.
void refuseOtherBerts(ConfigReader &reader);

}  // namespace core
