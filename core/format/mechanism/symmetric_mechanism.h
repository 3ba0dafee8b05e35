#pragma once

#include "core/format/mechanism/attention_mechanism.h"

namespace core {

// One projection is both query and key (Courtois et al.).
extern const AttentionMechanism symmetricMechanism;

}  // namespace core
