#pragma once

#include "core/format/mechanism/attention_mechanism.h"

namespace core {

// Maps that another program computed, of which nothing else is known. No config names it.
extern const AttentionMechanism storedMechanism;

}  // namespace core
