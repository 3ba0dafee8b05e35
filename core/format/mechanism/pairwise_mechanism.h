#pragma once

#include "core/format/mechanism/attention_mechanism.h"

namespace core {

// One projection compared with itself through a matrix of each head (Courtois et al.).
extern const AttentionMechanism pairwiseMechanism;

}  // namespace core
