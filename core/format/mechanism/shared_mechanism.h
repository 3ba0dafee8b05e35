#pragma once

#include "core/format/mechanism/attention_mechanism.h"

namespace core {

// One projection for all three roles, scaled channel by channel (Kowsher et al.).
extern const AttentionMechanism sharedMechanism;

}  // namespace core
